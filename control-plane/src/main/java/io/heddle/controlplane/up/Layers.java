package io.heddle.controlplane.up;

import io.heddle.controlplane.files.HostFile.Use;
import java.util.ArrayList;
import java.util.List;

/** The order in which replicas end: who uses others before those, so that nobody calls in vain. */
final class Layers {
  private Layers() {}

  /** Those that use each other end together. */
  static List<List<Replica>> of(List<Replica> replicas) {
    List<List<Replica>> layers = new ArrayList<>();
    List<Replica> left = List.copyOf(replicas);
    while (!left.isEmpty()) {
      List<Replica> running = left;
      List<Replica> unused = running.stream().filter(it -> !isUsed(it, running)).toList();
      List<Replica> layer = unused.isEmpty() ? running : unused;
      layers.add(layer);
      left = running.stream().filter(it -> !layer.contains(it)).toList();
    }
    return layers;
  }

  private static boolean isUsed(Replica replica, List<Replica> running) {
    return running.stream()
        .filter(other -> !other.service().equals(replica.service()))
        .flatMap(other -> other.service().uses().stream())
        .map(Use::service)
        .anyMatch(used -> isFor(used, replica.service().name()));
  }

  /** {@code catalog}, or {@code catalog.shop}. */
  private static boolean isFor(String used, String service) {
    return used.equals(service) || used.startsWith(service + ".");
  }
}
