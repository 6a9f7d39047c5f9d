package io.heddle.perf.process;

import java.nio.file.Path;
import java.util.Optional;

/** The host of a measurement. */
public record Machine(int processors, String model, String kernel, String java) {
  public static Machine ofThisHost() {
    Path root = Path.of("/proc");
    ProcFiles proc = new ProcFiles(root);
    String cpuinfo = proc.readIfThere(root.resolve("cpuinfo"));
    return new Machine(
        processors(cpuinfo),
        model(cpuinfo),
        proc.readIfThere(root.resolve("sys/kernel/osrelease")).strip(),
        Runtime.version().toString());
  }

  /** Of the whole host: this process may be pinned to some. */
  public static int processors(String cpuinfo) {
    return (int) cpuinfo.lines().filter(line -> line.startsWith("processor\t")).count();
  }

  /** What {@code /proc/cpuinfo} calls the first processor. */
  public static String model(String cpuinfo) {
    Optional<String> model =
        cpuinfo
            .lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst();
    return model.orElse("unknown");
  }
}
