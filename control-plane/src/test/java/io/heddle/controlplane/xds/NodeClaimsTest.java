package io.heddle.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import org.junit.jupiter.api.Test;

/** What a node says of itself. */
final class NodeClaimsTest {
  @Test
  void readsTheSchemaVersionAsANumberOrAsText() {
    assertThat(schema(Value.newBuilder().setNumberValue(3).build())).isEqualTo(3);
    assertThat(schema(Value.newBuilder().setStringValue("12").build())).isEqualTo(12);
  }

  @Test
  void anUnreadableSchemaVersionIsNone() {
    assertThat(schema(Value.newBuilder().setStringValue("new").build())).isZero();
    assertThat(schema(Value.newBuilder().setStringValue("99999999999").build())).isZero();
    assertThat(NodeClaims.of(Node.getDefaultInstance()).schemaVersion()).isZero();
  }

  @Test
  void aClientThatSaysNothingIsTreatedAsEnvoy() {
    assertThat(NodeClaims.of(Node.getDefaultInstance()).kind()).isEqualTo(ClientKind.ENVOY);
  }

  @Test
  void aClientMayKeepItsSecretsInFiles() {
    Node.Builder node = Node.newBuilder();
    node.getMetadataBuilder()
        .putFields(
            "heddle.io/certificates", Value.newBuilder().setStringValue("/run/certs").build());

    assertThat(NodeClaims.of(node.build()).certificates()).contains("/run/certs");
    assertThat(NodeClaims.of(Node.getDefaultInstance()).certificates()).isEmpty();
  }

  private static int schema(Value value) {
    Node.Builder node = Node.newBuilder();
    node.getMetadataBuilder().putFields("heddle.io/schema", value);
    return NodeClaims.of(node.build()).schemaVersion();
  }
}
