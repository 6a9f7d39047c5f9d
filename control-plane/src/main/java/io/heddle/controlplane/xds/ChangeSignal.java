package io.heddle.controlplane.xds;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Tells listeners that something changed: once, however often it was raised before they run. */
final class ChangeSignal {
  private final Executor mesh;
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean isRaised;

  ChangeSignal(Executor mesh) {
    this.mesh = mesh;
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void raise() {
    if (!isRaised) {
      isRaised = true;
      mesh.execute(this::fire);
    }
  }

  private void fire() {
    isRaised = false;
    listeners.forEach(Runnable::run);
  }
}
