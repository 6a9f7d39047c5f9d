package io.heddle.perf.process;

import java.io.IOException;
import java.nio.file.Path;

/** Divides the processors between the sidecars and this process with all that it starts. */
public final class Pinning {
  private Pinning() {}

  public static Placement ofThisProcess() throws InterruptedException {
    String status = new ProcFiles(Path.of("/proc")).readIfThere(Path.of("/proc/self/status"));
    return switch (Placement.of(allowed(status))) {
      case Placement.Shared shared -> shared;
      case Placement.Pinned pinned -> moved(pinned);
    };
  }

  public static String allowed(String status) {
    String name = "Cpus_allowed_list:";
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("0");
  }

  private static Placement moved(Placement.Pinned pinned) throws InterruptedException {
    try {
      int code =
          new ProcessBuilder(pinned.moveHarness(ProcessHandle.current().pid()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      return code == 0 ? pinned : new Placement.Shared("taskset ended with " + code);
    } catch (IOException e) {
      return new Placement.Shared("taskset: " + e.getMessage());
    }
  }
}
