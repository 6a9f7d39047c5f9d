package io.heddle.controlplane.rollout;

import java.util.List;

/** Whether an instance may go on. */
sealed interface Verdict {
  /** Not before a proxy's progress, or this reading of the ticker. */
  record Wait(long untilNanos) implements Verdict {}

  /** Now, without waiting for these. */
  record Go(List<String> laggards) implements Verdict {
    public Go {
      laggards = List.copyOf(laggards);
    }
  }
}
