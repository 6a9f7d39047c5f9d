package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.edit;
import static io.heddle.proxy.xds.Decoding.regex;
import static io.heddle.proxy.xds.Decoding.rejected;
import static io.heddle.proxy.xds.Decoding.rejectedRoute;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static io.heddle.proxy.xds.EnvoyResources.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not honoured is refused, with the field and what it should be. */
final class ResourceRejectionTest {
  @Test
  void namesWhatItCannotHonourInAListener() {
    Listener listener = EnvoyResources.outbound(CATALOG_LISTENER, CATALOG);
    Listener.Builder twoFilters = listener.toBuilder();
    twoFilters
        .getFilterChainsBuilder(0)
        .addFilters(0, EnvoyResources.filter("rbac", RBAC.getDefaultInstance()));
    Listener.Builder rbac = listener.toBuilder();
    rbac.getFilterChainsBuilder(0)
        .setFilters(0, EnvoyResources.filter("rbac", RBAC.getDefaultInstance()));

    assertThat(rejected(twoFilters.build()))
        .isEqualTo("filter_chains[0].filters: 2 filters (expected: 1)");
    assertThat(rejected(rbac.build()))
        .isEqualTo(
            "filter_chains[0].filters[0].typed_config: type.googleapis.com/envoy.extensions"
                + ".filters.network.rbac.v3.RBAC (expected: HttpConnectionManager or TcpProxy)");
  }

  @Test
  void namesWhatItCannotHonourInACluster() {
    Cluster cluster = EnvoyResources.cluster(CATALOG);

    assertThat(rejected(cluster.toBuilder().setType(Cluster.DiscoveryType.STRICT_DNS).build()))
        .isEqualTo("type: 1 (expected: EDS or STATIC)");
    assertThat(rejected(cluster.toBuilder().setConnectTimeout(seconds(-1)).build()))
        .startsWith("connect_timeout: -1s 0ns (expected: ");
    Cluster.Builder panic = cluster.toBuilder();
    panic.getCommonLbConfigBuilder().getHealthyPanicThresholdBuilder().setValue(50);
    assertThat(rejected(panic.build()))
        .isEqualTo("common_lb_config.healthy_panic_threshold: 50.0 (expected: 0)");
  }

  @Test
  void namesWhatItCannotHonourInEndpoints() {
    ClusterLoadAssignment endpoints =
        EnvoyResources.endpoints(
            CATALOG, EnvoyResources.endpoint("catalog.shop", 80, HealthStatus.HEALTHY));

    assertThat(rejected(endpoints))
        .isEqualTo(
            "endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address:"
                + " catalog.shop (expected: an IP address)");
    assertThat(
            rejected(
                EnvoyResources.endpoints(
                    CATALOG, EnvoyResources.endpoint("::1", 0, HealthStatus.HEALTHY))))
        .endsWith("port_value: 0 (expected: 1-65535)");
  }

  @Test
  void namesWhatItCannotHonourInARoute() {
    assertThat(rejectedRoute(it -> it.setMatch(RouteMatch.newBuilder().setPrefix("/a"))))
        .isEqualTo(
            "virtual_hosts[0].routes[0].match.prefix: /a"
                + " (expected: /, else path_separated_prefix)");
    assertThat(rejectedRoute(it -> it.setMatch(RouteMatch.newBuilder().setSafeRegex(regex("a(")))))
        .startsWith("virtual_hosts[0].routes[0].match.safe_regex.regex: a( (expected: RE2");
    assertThat(
            rejectedRoute(it ->
                it.setMatch(
                    RouteMatch.newBuilder()
                        .setPrefix("/")
                        .addHeaders(
                            HeaderMatcher.newBuilder().setName("a").setPresentMatch(true)))))
        .isEqualTo(
            "virtual_hosts[0].routes[0].match.headers[0].string_match: none"
                + " (expected: exact or safe_regex)");
    assertThat(
            rejectedRoute(it ->
                it.addRequestHeadersToAdd(
                    edit("a", "b\r\nc: d", HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD))))
        .endsWith("request_headers_to_add[0].header.value: control characters (expected: none)");
  }

  @Test
  void aPrivateKeyOnTheWireIsRejected() {
    Secret.Builder secret =
        EnvoyResources.chain(ScriptedControlPlane.authority().bundle().roots()).toBuilder();
    secret.getTlsCertificateBuilder().setPrivateKey(DataSource.newBuilder().setInlineString("key"));

    assertThat(rejected(secret.build())).startsWith("tls_certificate.private_key: set");
  }

  @Test
  void aServerContextWithoutClientCertificatesIsRejected() throws Exception {
    Listener.Builder listener = EnvoyResources.inbound("u1", 15_080, List.of()).toBuilder();
    var socket = listener.getFilterChainsBuilder(1).getTransportSocketBuilder();
    var context =
        socket
            .getTypedConfig()
            .unpack(
                io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext.class);
    socket.setTypedConfig(
        com.google.protobuf.Any.pack(
            context.toBuilder().setRequireClientCertificate(BoolValue.of(false)).build()));

    assertThat(rejected(listener.build()))
        .isEqualTo(
            "filter_chains[1].transport_socket.typed_config.require_client_certificate: false"
                + " (expected: true)");
  }

  @Test
  void aResourceUnderAnotherNameOrTypeIsRejected() {
    byte[] bytes = EnvoyResources.cluster(CATALOG).toByteArray();
    ResourceKey other = new ResourceKey(ResourceType.CLUSTER, "other");
    ResourceDecoder decoder = new ResourceDecoder();

    assertThat(decoder.decode(other, ResourceType.CLUSTER.typeUrl(), bytes))
        .isEqualTo(new Decoded.Rejected("name: " + CATALOG + " (expected: other)"));
    assertThat(decoder.decode(other, ResourceType.ROUTES.typeUrl(), bytes))
        .isInstanceOf(Decoded.Rejected.class);
  }
}
