package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU time of one sidecar, over all threads of all its processes. Safe for any thread. */
final class SidecarCpu {
  private final Started sidecar;
  private final ProcFiles files;
  private final Map<Long, ThreadTimes> processes = new LinkedHashMap<>();

  SidecarCpu(Started sidecar, ProcFiles files) {
    this.sidecar = sidecar;
    this.files = files;
  }

  /** What it has used since its start. */
  synchronized long nanos() throws IOException {
    sidecar.ids().forEach(id -> processes.computeIfAbsent(id, _ -> new ThreadTimes()));
    look();
    return processes.values().stream().mapToLong(ThreadTimes::nanos).sum();
  }

  /** Looks at all threads of the processes that are known, so that few end unseen. */
  synchronized void look() throws IOException {
    for (Map.Entry<Long, ThreadTimes> process : processes.entrySet()) {
      process.getValue().update(files.threadNanos(process.getKey()));
    }
  }

  Memory memory() throws IOException {
    Memory sum = Memory.NONE;
    for (long id : sidecar.ids()) {
      sum = sum.plus(files.memory(id));
    }
    return sum;
  }
}
