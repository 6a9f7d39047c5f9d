package io.heddle.examples.demo;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The states of the instances, as the control plane said when it was asked last. */
final class InstanceStates {
  private final ControlPlaneClient controlPlane;
  private volatile View latest = new View(Map.of());

  InstanceStates(ControlPlaneClient controlPlane) {
    this.controlPlane = controlPlane;
  }

  /** Asks the control plane. */
  View now() throws IOException {
    View view = new View(controlPlane.instances());
    latest = view;
    return view;
  }

  /** Asks nobody. */
  View latest() {
    return latest;
  }

  /** State by uid. */
  record View(Map<String, String> states) {
    View {
      states = Map.copyOf(states);
    }

    Optional<String> get(String uid) {
      return Optional.ofNullable(states.get(uid));
    }
  }
}
