package io.heddle.controlplane.xds;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A response that its client has not answered yet.
 *
 * @param oldest the first generation that it tells of
 * @param changed names in it whose content was to be told; the others only fill up a whole set
 */
record InFlight(
    String nonce,
    long oldest,
    List<EncodedResource> resources,
    List<String> removed,
    Set<String> changed) {
  static final String REMOVED = "";

  static InFlight of(String nonce, Draft draft) {
    return new InFlight(
        nonce, draft.oldest(), draft.resources(), draft.removed(), new HashSet<>(draft.changed()));
  }

  /** Every name in it with its version, {@link #REMOVED} for those taken away. */
  Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    resources.forEach(resource -> versions.put(resource.name(), resource.version()));
    removed.forEach(name -> versions.put(name, REMOVED));
    return versions;
  }
}
