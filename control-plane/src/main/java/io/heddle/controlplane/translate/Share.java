package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.MessageEdits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What share of a rule's requests goes to a cluster, and how they are edited for it alone. */
record Share(String cluster, MessageEdits edits, int weight) {
  private record Place(String cluster, MessageEdits edits) {}

  /**
   * The shares of backends, in the order of their clusters; of one cluster's, in that in which they
   * are written. Those that differ in their weights only are one.
   */
  static List<Share> of(
      List<Backend> backends, Clusters clusters, Function<Backend, MessageEdits> edits) {
    Map<Place, Integer> weights = new LinkedHashMap<>();
    for (Backend backend : backends) {
      Place place = new Place(clusters.findOrInvalid(backend.target()), edits.apply(backend));
      weights.merge(place, backend.weight(), Integer::sum);
    }
    List<Share> shares = new ArrayList<>();
    weights.forEach(
        (place, weight) -> shares.add(new Share(place.cluster(), place.edits(), weight)));
    shares.sort(Comparator.comparing(Share::cluster));
    return shares;
  }

  boolean isEdited() {
    return !edits.equals(MessageEdits.NONE);
  }
}
