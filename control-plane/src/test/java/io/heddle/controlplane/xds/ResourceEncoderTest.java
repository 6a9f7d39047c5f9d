package io.heddle.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Equal content has equal bytes. */
final class ResourceEncoderTest {
  private static final ResourceKey CLUSTER = new ResourceKey(TypeUrls.CLUSTER, "c");
  private static final ResourceKey LISTENER = new ResourceKey(TypeUrls.LISTENER, "l");

  private final ResourceEncoder encoder = new ResourceEncoder();
  private final List<String> keys =
      IntStream.range(0, 20).mapToObj(number -> "k" + number).toList();
  private final List<String> reversed = new ArrayList<>(keys);

  ResourceEncoderTest() {
    Collections.reverse(reversed);
  }

  @Test
  void theOrderOfAMapDoesNotMatter() {
    assertSameEncoding(CLUSTER, cluster(keys), cluster(reversed));
  }

  @Test
  void theOrderOfAMapInsideAnAnyDoesNotMatter() {
    Message one = listener(Any.pack(connectionManager(keys)));
    Message other = listener(Any.pack(connectionManager(reversed)));
    assertThat(one.toByteString()).isNotEqualTo(other.toByteString());

    assertSameEncoding(LISTENER, one, other);
  }

  @Test
  void theOrderOfAMapInsideAnAnyInAMapDoesNotMatter() {
    Message one =
        Cluster.newBuilder()
            .putTypedExtensionProtocolOptions("x", Any.pack(connectionManager(keys)))
            .build();
    Message other =
        Cluster.newBuilder()
            .putTypedExtensionProtocolOptions("x", Any.pack(connectionManager(reversed)))
            .build();

    assertSameEncoding(CLUSTER, one, other);
  }

  @Test
  void nothingIsLostOnTheWay() {
    Message message = listener(Any.pack(connectionManager(keys.stream().sorted().toList())));

    assertThat(KnownTypes.unpack(encoder.encode(LISTENER, message).content())).contains(message);
  }

  @Test
  void anAnyOfAnUnknownTypeIsLeftAsItIs() {
    Any unknown =
        Any.newBuilder()
            .setTypeUrl("type.googleapis.com/x.Unknown")
            .setValue(ByteString.copyFromUtf8("anything"))
            .build();
    Message message = listener(unknown);

    assertThat(KnownTypes.unpack(encoder.encode(LISTENER, message).content())).contains(message);
  }

  @Test
  void theVersionIsSixteenDigitsOfAHashOfTheContent() {
    EncodedResource one = encoder.encode(CLUSTER, cluster(keys));
    EncodedResource other = encoder.encode(CLUSTER, cluster(keys.subList(0, 19)));

    assertThat(one.version()).matches("[0-9a-f]{16}").isNotEqualTo(other.version());
  }

  @Test
  void aMessageOfAnotherTypeIsRefused() {
    assertThatThrownBy(() -> encoder.encode(LISTENER, cluster(keys)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(expected: type.googleapis.com/envoy.config.listener.v3.Listener)");
  }

  private void assertSameEncoding(ResourceKey key, Message one, Message other) {
    EncodedResource encoded = encoder.encode(key, one);
    assertThat(encoded).isEqualTo(new ResourceEncoder().encode(key, other));
    assertThat(encoded.content().getValue())
        .isEqualTo(encoder.encode(key, other).content().getValue());
  }

  private static Cluster cluster(List<String> keys) {
    return Cluster.newBuilder().setName("c").setMetadata(metadata(keys)).build();
  }

  private static Listener listener(Any filter) {
    return Listener.newBuilder()
        .setName("l")
        .addFilterChains(
            FilterChain.newBuilder().addFilters(Filter.newBuilder().setTypedConfig(filter)))
        .build();
  }

  private static HttpConnectionManager connectionManager(List<String> keys) {
    return HttpConnectionManager.newBuilder()
        .setRouteConfig(RouteConfiguration.newBuilder().setMetadata(metadata(keys)))
        .build();
  }

  private static Metadata metadata(List<String> keys) {
    Struct.Builder struct = Struct.newBuilder();
    keys.forEach(key -> struct.putFields(key, Value.newBuilder().setStringValue(key).build()));
    return Metadata.newBuilder().putFilterMetadata("heddle.io", struct.build()).build();
  }
}
