package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.InstanceState;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service's instances and its latest rollout; confined to the mesh thread. */
final class Roster {
  private static final String VERSION = "version";

  private final Map<String, InstanceView> instances = new HashMap<>();
  private @Nullable Rollout latest;

  /** Puts the instance as it is now in place of what was known. */
  void put(InstanceView instance) {
    instances.put(instance.uid(), instance);
  }

  void remove(String uid) {
    instances.remove(uid);
  }

  boolean isEmpty() {
    return instances.isEmpty();
  }

  int serving() {
    return (int)
        instances.values().stream().filter(it -> it.state() == InstanceState.SERVING).count();
  }

  /** Whether there is an instance of another version than this one. */
  boolean hasOtherVersion(InstanceView instance) {
    return instances.values().stream().anyMatch(it -> !version(it).equals(version(instance)));
  }

  /** Whether an instance is on its way in or out. One that nobody hears from is neither. */
  boolean isMoving() {
    return instances.values().stream()
        .anyMatch(it ->
            switch (it.state()) {
              case DRAINING -> true;
              case PENDING, WARMING -> it.connection() == InstanceView.Connection.CONNECTED;
              case SERVING, RELEASED -> false;
            });
  }

  @Nullable Rollout latest() {
    return latest;
  }

  void start(Rollout rollout) {
    latest = rollout;
  }

  private static String version(InstanceView instance) {
    return instance.registration().labels().getOrDefault(VERSION, "");
  }
}
