package io.heddle.controlplane.identity;

import io.heddle.v1.FromWorkload;
import io.heddle.v1.Reached;

/** Tells a listener what a joined workload says. */
final class SessionMessages {
  private static final int MAX_CAUSE = 512;

  private SessionMessages() {}

  static void deliver(FromWorkload message, WorkloadSession from, WorkloadListener listener) {
    switch (message.getMessageCase()) {
      case HEALTH ->
          listener.health(
              from, message.getHealth().getHealthy(), shortened(message.getHealth().getCause()));
      case STOPPING -> listener.stopping(from);
      case QUIET -> listener.quiet(from);
      case REACHED -> {
        Reached reached = message.getReached();
        listener.reached(from, shortened(reached.getInstanceUid()), shortened(reached.getCause()));
      }
      case STATS -> listener.stats(from, message.getStats());
      // A second Hello says nothing new; what a newer sidecar adds is not for this version.
      case HELLO, CSR, MESSAGE_NOT_SET -> {}
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_CAUSE ? text : text.substring(0, MAX_CAUSE);
  }
}
