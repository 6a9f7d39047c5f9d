package io.heddle.perf.process;

import java.util.HashMap;
import java.util.Map;

/**
 * The CPU time of one process: what its threads show, and what ended threads last showed.
 *
 * <p>The kernel shows a thread's time only while the thread lives, so what an ended one used after
 * the last look is missed.
 */
final class ThreadTimes {
  private final Map<Integer, Long> last = new HashMap<>();
  private long endedNanos;

  /** Takes over a look at all threads: nanoseconds by thread id. */
  void update(Map<Integer, Long> now) {
    for (Map.Entry<Integer, Long> thread : last.entrySet()) {
      long before = thread.getValue();
      // A thread that shows less than before is another one with the id of one that ended.
      if (now.getOrDefault(thread.getKey(), -1L) < before) {
        endedNanos += before;
      }
    }
    last.clear();
    last.putAll(now);
  }

  long nanos() {
    return endedNanos + last.values().stream().mapToLong(Long::longValue).sum();
  }
}
