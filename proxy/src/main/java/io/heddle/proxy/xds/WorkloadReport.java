package io.heddle.proxy.xds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the instance has to say of its own state, so that each new session hears it again. */
final class WorkloadReport {
  private Optional<byte[]> health = Optional.empty();
  private boolean stopping;
  private boolean quiet;

  byte[] healthy() {
    return remember(SessionCodec.healthy());
  }

  byte[] unhealthy(String cause) {
    return remember(SessionCodec.unhealthy(cause));
  }

  private byte[] remember(byte[] message) {
    health = Optional.of(message);
    return message;
  }

  byte[] stopping() {
    stopping = true;
    return SessionCodec.stopping();
  }

  byte[] quiet() {
    quiet = true;
    return SessionCodec.quiet();
  }

  /** Everything, in the order it was said. */
  List<byte[]> again() {
    List<byte[]> messages = new ArrayList<>();
    health.ifPresent(messages::add);
    if (stopping) {
      messages.add(SessionCodec.stopping());
    }
    if (quiet) {
      messages.add(SessionCodec.quiet());
    }
    return messages;
  }
}
