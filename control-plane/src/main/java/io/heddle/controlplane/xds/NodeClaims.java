package io.heddle.controlplane.xds;

import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Optional;

/**
 * What a client says of itself; none of it is proof of anything.
 *
 * @param certificates the directory of its own files with key, chain and roots
 */
record NodeClaims(ClientKind kind, int schemaVersion, Optional<String> certificates) {
  private static final String CERTIFICATES = "heddle.io/certificates";
  private static final String SCHEMA = "heddle.io/schema";

  static NodeClaims of(Node node) {
    return new NodeClaims(
        kind(node.getUserAgentName()),
        schemaVersion(claim(node, SCHEMA)),
        Optional.of(claim(node, CERTIFICATES).getStringValue()).filter(it -> !it.isEmpty()));
  }

  private static Value claim(Node node, String name) {
    return node.getMetadata().getFieldsOrDefault(name, Value.getDefaultInstance());
  }

  private static ClientKind kind(String userAgent) {
    if (userAgent.equals("heddle")) {
      return ClientKind.HEDDLE;
    }
    return userAgent.startsWith("gRPC") ? ClientKind.GRPC : ClientKind.ENVOY;
  }

  private static int schemaVersion(Value value) {
    if (value.hasNumberValue()) {
      return (int) value.getNumberValue();
    }
    String text = value.getStringValue();
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
