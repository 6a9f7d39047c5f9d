package io.heddle.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Which Heddle this is. */
public final class Version {
  private static final String IN_JAR =
      "/META-INF/maven/io.heddle/heddle-control-plane/pom.properties";

  private Version() {}

  /** {@code development} where no jar says. */
  public static String own() {
    try (@Nullable InputStream in = Version.class.getResourceAsStream(IN_JAR)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new IllegalStateException("version: cannot be read from the jar", e);
    }
  }
}
