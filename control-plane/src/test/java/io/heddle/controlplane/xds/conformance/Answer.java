package io.heddle.controlplane.xds.conformance;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A response, whatever its variant.
 *
 * @param version of the whole response; delta has none
 * @param server what the control plane calls itself
 * @param removed delta's; the state of the world has none
 */
record Answer(
    String typeUrl,
    String nonce,
    String version,
    String server,
    List<Content> contents,
    List<String> removed)
    implements Event {
  private static final int MAX_SHOWN_CHARS = 500;

  static Answer of(DeltaDiscoveryResponse response) {
    return new Answer(
        response.getTypeUrl(),
        response.getNonce(),
        response.getSystemVersionInfo(),
        response.getControlPlane().getIdentifier(),
        response.getResourcesList().stream()
            .map(it -> Resources.read(it.getResource(), it.getVersion()))
            .toList(),
        List.copyOf(response.getRemovedResourcesList()));
  }

  static Answer of(DiscoveryResponse response) {
    return new Answer(
        response.getTypeUrl(),
        response.getNonce(),
        response.getVersionInfo(),
        response.getControlPlane().getIdentifier(),
        response.getResourcesList().stream().map(it -> Resources.read(it, "")).toList(),
        List.of());
  }

  /** The same with every resource at this version. */
  Answer claiming(String claimed) {
    List<Content> claims =
        contents.stream().map(it -> new Content(it.name(), it.text(), claimed)).toList();
    return new Answer(typeUrl, nonce, claimed, server, claims, removed);
  }

  /** The same as if it had been of another type. */
  Answer as(String otherType) {
    return new Answer(otherType, nonce, version, server, contents, removed);
  }

  /** By name; no name may be in it twice. */
  Map<String, String> texts() {
    return contents.stream().collect(Collectors.toMap(Content::name, Content::text));
  }

  /** By name; no name may be in it twice. */
  Map<String, String> versions() {
    return contents.stream().collect(Collectors.toMap(Content::name, Content::version));
  }

  boolean isEmpty() {
    return contents.isEmpty() && removed.isEmpty();
  }

  /** Short enough for a failure's message. */
  @Override
  public String toString() {
    String all = typeUrl + " " + nonce + ": " + contents + " removed: " + removed;
    return all.substring(0, Math.min(MAX_SHOWN_CHARS, all.length()));
  }
}
