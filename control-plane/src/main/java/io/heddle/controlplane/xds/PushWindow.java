package io.heddle.controlplane.xds;

import io.heddle.controlplane.xds.MeshThread.Cancellation;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leading edge: a change goes at once, and what follows it within a moment is merged into one push.
 */
final class PushWindow {
  static final Duration LENGTH = Duration.ofMillis(20);

  private static final Set<String> DELAYED =
      Set.of(TypeUrls.LISTENER, TypeUrls.ROUTE, TypeUrls.CLUSTER);

  private final MeshThread mesh;
  private final Runnable atEnd;
  private boolean wasOpened;
  private long openedAt;
  private long through;
  private @Nullable Cancellation alarm;

  PushWindow(MeshThread mesh, Runnable atEnd) {
    this.mesh = mesh;
    this.atEnd = atEnd;
  }

  static boolean delays(String typeUrl) {
    return DELAYED.contains(typeUrl);
  }

  /**
   * Whether a change that began with {@code generation} came after the push that opened the window.
   */
  boolean delays(long generation) {
    return isOpen() && generation > through;
  }

  /** Changes are sent, and with them all that belongs to {@code generation} and older ones. */
  void pushed(long generation) {
    if (!isOpen()) {
      wasOpened = true;
      openedAt = mesh.nanoTime().getAsLong();
      through = generation;
    }
  }

  /** Something waits for the end. */
  void wake() {
    if (isOpen() && alarm == null) {
      alarm = mesh.timer().after(LENGTH.minusNanos(age()), this::end);
    }
  }

  void close() {
    if (alarm != null) {
      alarm.cancel();
    }
  }

  private void end() {
    alarm = null;
    atEnd.run();
  }

  private boolean isOpen() {
    return wasOpened && age() < LENGTH.toNanos();
  }

  private long age() {
    return mesh.nanoTime().getAsLong() - openedAt;
  }
}
