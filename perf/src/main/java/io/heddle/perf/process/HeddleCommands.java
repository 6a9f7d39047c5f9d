package io.heddle.perf.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of Heddle's own programs, as its launcher makes them. */
public final class HeddleCommands {
  private static final List<String> OPERATOR_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");
  private static final String SIDECAR_FLAGS =
      "proxy/src/main/resources/io/heddle/proxy/supervisor/sidecar-jvm.args";

  private final Path home;
  private final Path java;

  /**
   * @param home the repository's root, with its modules built
   * @param java the program that runs them
   */
  public HeddleCommands(Path home, Path java) {
    this.home = home;
    this.java = java;
  }

  public List<String> controlPlane(List<String> arguments) throws IOException {
    List<String> command = jvm("control-plane", "control-plane", OPERATOR_FLAGS);
    command.add("io.heddle.controlplane.Main");
    command.addAll(arguments);
    return command;
  }

  public List<String> sidecar(List<String> arguments) throws IOException {
    List<String> command = jvm("proxy", "sidecar", List.of("@" + home.resolve(SIDECAR_FLAGS)));
    command.add("io.heddle.proxy.Main");
    command.add("proxy");
    command.addAll(arguments);
    return command;
  }

  /** A program that only measurements run, under the flags of the control plane. */
  public List<String> measurement(String main, List<String> arguments) throws IOException {
    Path jar = jar("perf");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(OPERATOR_FLAGS);
    Path libraries = jar.resolveSibling("lib");
    Path more = jar.resolveSibling("measurement");
    command.addAll(List.of("-cp", jar + ":" + libraries + "/*:" + more + "/*", main));
    command.addAll(arguments);
    return command;
  }

  private List<String> jvm(String module, String cache, List<String> flags) throws IOException {
    Path jar = jar(module);
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(flags);
    command.addAll(recordedStart(jar, jar.resolveSibling(cache + ".aot")));
    command.addAll(List.of("-cp", jar + ":" + jar.resolveSibling("lib") + "/*"));
    return command;
  }

  /** What an earlier run recorded; a JVM would warn of a cache that does not fit. */
  private static List<String> recordedStart(Path jar, Path cache) throws IOException {
    boolean fresh =
        Files.isRegularFile(cache)
            && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) >= 0;
    return fresh ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off,cds*=off") : List.of();
  }

  private Path jar(String module) throws IOException {
    Path target = home.resolve(module).resolve("target");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "heddle-" + module + "-*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException(target + ": no jar of " + module + " (expected: the module is built)");
  }
}
