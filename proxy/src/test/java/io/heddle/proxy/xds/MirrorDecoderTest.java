package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.accepted;
import static io.heddle.proxy.xds.Decoding.rejectedRoute;
import static io.heddle.proxy.xds.Decoding.route;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.RouteAction.Forward;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mirrors as they come from a control plane. */
final class MirrorDecoderTest {
  private static final String FIELD =
      "virtual_hosts[0].routes[0].route.request_mirror_policies[0].";

  private static RequestMirrorPolicy.Builder to(String cluster) {
    return RequestMirrorPolicy.newBuilder().setCluster(cluster);
  }

  private static RouteAction.Builder mirroring(RequestMirrorPolicy.Builder... policies) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster(CATALOG);
    for (RequestMirrorPolicy.Builder policy : policies) {
      action.addRequestMirrorPolicies(policy);
    }
    return action;
  }

  private static RuntimeFractionalPercent.Builder fraction(int of, DenominatorType all) {
    return RuntimeFractionalPercent.newBuilder()
        .setDefaultValue(FractionalPercent.newBuilder().setNumerator(of).setDenominator(all));
  }

  private static List<Mirror> mirrors(RequestMirrorPolicy.Builder... policies) {
    return ((Forward) route(it -> it.setRoute(mirroring(policies))).action()).mirrors();
  }

  private static String rejected(RequestMirrorPolicy.Builder policy) {
    return rejectedRoute(it -> it.setRoute(mirroring(policy)));
  }

  @Test
  void readsMirrors() {
    assertThat(mirrors()).isEmpty();
    assertThat(
            mirrors(
                to("a"),
                to("b").setDisableShadowHostSuffixAppend(true),
                to("c").setRuntimeFraction(fraction(5, DenominatorType.HUNDRED)),
                to("d").setRuntimeFraction(fraction(6, DenominatorType.TEN_THOUSAND)),
                to("e").setRuntimeFraction(fraction(7, DenominatorType.MILLION))))
        .containsExactly(
            new Mirror("a", 1, 1, true),
            new Mirror("b", 1, 1, false),
            new Mirror("c", 5, 100, true),
            new Mirror("d", 6, 10_000, true),
            new Mirror("e", 7, 1_000_000, true));
  }

  @Test
  void namesWhatItCannotHonour() {
    RuntimeFractionalPercent.Builder unknown = fraction(1, DenominatorType.HUNDRED);
    unknown.getDefaultValueBuilder().setDenominatorValue(3);

    assertThat(rejected(RequestMirrorPolicy.newBuilder()))
        .isEqualTo(FIELD + "cluster: empty (expected: a cluster)");
    assertThat(rejected(to("a").setRuntimeFraction(RuntimeFractionalPercent.newBuilder())))
        .isEqualTo(FIELD + "runtime_fraction.default_value: none (expected: a fraction)");
    assertThat(rejected(to("a").setRuntimeFraction(unknown)))
        .isEqualTo(
            FIELD
                + "runtime_fraction.default_value.denominator: 3 (expected: HUNDRED, TEN_THOUSAND"
                + " or MILLION)");
  }

  @Test
  void whatIsMirroredToIsSubscribedTo() {
    RouteConfiguration.Builder routes = EnvoyResources.routes("r", CATALOG).toBuilder();
    routes.getVirtualHostsBuilder(0).getRoutesBuilder(0).setRoute(mirroring(to("shadow")));

    assertThat(References.of(accepted(routes.build())))
        .containsExactly(
            new ResourceKey(ResourceType.CLUSTER, CATALOG),
            new ResourceKey(ResourceType.CLUSTER, "shadow"));
  }
}
