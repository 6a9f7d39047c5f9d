package io.heddle.controlplane.rollout;

import io.heddle.v1.Stats;
import java.util.List;

/** Told what happens to instances; called on the mesh thread, after it has happened. */
public interface RolloutObserver {
  /** An instance that was not known has joined; {@code changed} follows. */
  default void joined(InstanceView instance) {}

  /** An instance that was known has a session again, perhaps with other claims. */
  default void rejoined(InstanceView instance) {}

  /** An instance known from before this control plane started is in force again. */
  default void restored(Transition transition) {}

  default void changed(Transition transition) {}

  default void stopping(InstanceView instance) {}

  /** The instance may be told that its clients have let go of it, but for these. */
  default void released(InstanceView instance, List<String> laggards) {}

  /** These proxies were not waited for. */
  default void lagging(InstanceView instance, List<String> laggards) {}

  /** Its session is lost, and it is kept because too much of its service is lost at once. */
  default void held(InstanceView instance) {}

  /** Its session has ended. */
  default void lost(InstanceView instance) {}

  /** What its sidecar has counted. */
  default void reported(InstanceView instance, Stats stats) {}

  /** Nothing is known of the instance any more. */
  default void forgotten(InstanceView instance) {}
}
