package io.heddle.perf.baseline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Which java-control-plane is here. */
public final class StockVersion {
  private static final String FILE =
      "/META-INF/maven/io.envoyproxy.controlplane/server/pom.properties";

  private StockVersion() {}

  /** As its jar states it. */
  public static String text() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = StockVersion.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException(FILE + ": not found (expected: in the jar of java-control-plane)");
      }
      properties.load(in);
    }
    return properties.getProperty("version");
  }
}
