package io.heddle.perf.process;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU time of what was started, over all threads of all its processes. Safe for any thread. */
public final class ProcessCpu {
  private final Started started;
  private final ProcFiles files;
  private final Map<Long, ThreadTimes> processes = new LinkedHashMap<>();

  public ProcessCpu(Started started, ProcFiles files) {
    this.started = started;
    this.files = files;
  }

  /** What it has used since its start. */
  public synchronized long nanos() throws IOException {
    started.ids().forEach(id -> processes.computeIfAbsent(id, _ -> new ThreadTimes()));
    look();
    return processes.values().stream().mapToLong(ThreadTimes::nanos).sum();
  }

  /** Looks at all threads of the processes that are known, so that few end unseen. */
  public synchronized void look() throws IOException {
    for (Map.Entry<Long, ThreadTimes> process : processes.entrySet()) {
      process.getValue().update(files.threadNanos(process.getKey()));
    }
  }

  public Memory memory() throws IOException {
    Memory sum = Memory.NONE;
    for (long id : started.ids()) {
      sum = sum.plus(files.memory(id));
    }
    return sum;
  }
}
