package io.heddle.examples.demo;

import io.heddle.examples.shop.ShopApp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVMs of a demo's programs: their flags, their class paths, and their recorded starts. */
final class Jvms {
  private static final List<String> SMALL =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "--enable-native-access=ALL-UNNAMED");

  private final Path home;
  private final RecordedStarts starts;

  Jvms(Path home, RecordedStarts starts) {
    this.home = home;
    this.starts = starts;
  }

  /** A command line that lacks only the program's own arguments. */
  List<String> command(Program program, String... moreFlags) throws IOException {
    Path jar = jar(program);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(program));
    command.addAll(List.of(moreFlags));
    command.addAll(starts.flags(program, jar));
    command.addAll(List.of("-cp", classPath(program, jar), program.mainClass()));
    return command;
  }

  private List<String> flags(Program program) {
    return switch (program) {
      case CONTROL_PLANE, SHOP, MARKET -> SMALL;
      case SUPERVISOR -> List.of(file("supervisor-jvm.args"));
      case SIDECAR -> List.of(file("sidecar-jvm.args"));
    };
  }

  private String file(String name) {
    return "@" + home.resolve("proxy/src/main/resources/io/heddle/proxy/supervisor").resolve(name);
  }

  /** The demo application has no libraries, and is wherever this class is. */
  private static String classPath(Program program, Path jar) {
    return program == Program.SHOP ? jar.toString() : jar + ":" + jar.resolveSibling("lib") + "/*";
  }

  private Path jar(Program program) throws IOException {
    if (program == Program.SHOP || program == Program.MARKET) {
      return own();
    }
    Path target = home.resolve(program.module()).resolve("target");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, "heddle-" + program.module() + "-*.jar")) {
      for (Path jar : jars) {
        return jar;
      }
    }
    throw new IOException(
        target + ": no jar of " + program.module() + " (expected: the module is built)");
  }

  private static Path own() throws IOException {
    try {
      return Path.of(ShopApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("class path of the demo application", e);
    }
  }
}
