package io.heddle.proxy.xds;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sidecar says of itself on an ADS stream: {@code envoy.config.core.v3.Node}.
 *
 * @param cluster may be empty
 * @param zone may be empty
 * @param metadata texts by name
 */
public record Node(String id, String cluster, String zone, SortedMap<String, String> metadata) {
  public Node {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("node id: empty (expected: a name)");
    }
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
  }

  static Node of(String id) {
    return new Node(id, "", "", new TreeMap<>());
  }

  ProtoWriter encode(int schemaVersion) {
    ProtoWriter struct = new ProtoWriter();
    struct.message(1, entry("heddle.io/schema", new ProtoWriter().real(2, schemaVersion)));
    metadata.forEach(
        (name, text) -> struct.message(1, entry(name, new ProtoWriter().texts(3, List.of(text)))));
    ProtoWriter node = new ProtoWriter().text(1, id).text(2, cluster).message(3, struct);
    if (!zone.isEmpty()) {
      node.message(4, new ProtoWriter().text(2, zone));
    }
    return node.text(6, "heddle");
  }

  private static ProtoWriter entry(String name, ProtoWriter value) {
    return new ProtoWriter().text(1, name).message(2, value);
  }
}
