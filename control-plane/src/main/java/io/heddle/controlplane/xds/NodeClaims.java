package io.heddle.controlplane.xds;

import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;

/** What a client says of itself; none of it is proof of anything. */
record NodeClaims(ClientKind kind, int schemaVersion) {
  private static final String SCHEMA = "heddle.io/schema";

  static NodeClaims of(Node node) {
    return new NodeClaims(
        kind(node.getUserAgentName()),
        schemaVersion(node.getMetadata().getFieldsOrDefault(SCHEMA, Value.getDefaultInstance())));
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
