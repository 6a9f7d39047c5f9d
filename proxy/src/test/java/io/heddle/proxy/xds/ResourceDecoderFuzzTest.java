package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.Arrays;

/**
 * Any bytes as a resource of each type: accepted or rejected, and what Envoy's classes read in them
 * and write again is decoded to the same.
 */
final class ResourceDecoderFuzzTest {
  /** The first byte says which type. */
  @FuzzTest
  void isAcceptedOrRejectedAsItsMeaningIs(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    ResourceType[] types = ResourceType.values();
    ResourceType type = types[(bytes[0] & 0xff) % types.length];
    byte[] resource = Arrays.copyOfRange(bytes, 1, bytes.length);

    Decoded decoded = decode(type, resource);

    if (decoded instanceof Decoded.Rejected(var reason)) {
      assertThat(reason).isNotBlank();
      return;
    }
    try {
      byte[] again = empty(type).getParserForType().parseFrom(resource).toByteArray();
      assertThat(decode(type, again)).hasToString(decoded.toString());
    } catch (InvalidProtocolBufferException nested) {
      // Envoy's classes read everything at once, we what we need.
    }
  }

  private static Decoded decode(ResourceType type, byte[] resource) {
    return new ResourceDecoder()
        .decode(new ResourceKey(type, name(resource)), type.typeUrl(), resource);
  }

  private static String name(byte[] resource) {
    try {
      return ProtoMessage.parse(resource).text(1);
    } catch (DecodeException unreadable) {
      return "";
    }
  }

  private static Message empty(ResourceType type) {
    return switch (type) {
      case CLUSTER -> Cluster.getDefaultInstance();
      case ENDPOINTS -> ClusterLoadAssignment.getDefaultInstance();
      case LISTENER -> Listener.getDefaultInstance();
      case ROUTES -> RouteConfiguration.getDefaultInstance();
      case SECRET -> Secret.getDefaultInstance();
    };
  }
}
