package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.edit;
import static io.heddle.proxy.xds.Decoding.regex;
import static io.heddle.proxy.xds.Decoding.rejectedRoute;
import static io.heddle.proxy.xds.Decoding.route;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.RouteAction.Forward;
import io.heddle.proxy.config.Substitution;
import io.heddle.proxy.config.WeightedCluster;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is done to requests that go on, as it comes from a control plane. */
final class ForwardDecoderTest {
  private static final String FIELD = "virtual_hosts[0].routes[0].route.";

  private static Forward accepted(UnaryOperator<RouteAction.Builder> change) {
    return (Forward)
        route(it -> it.setRoute(change.apply(RouteAction.newBuilder().setCluster(CATALOG))))
            .action();
  }

  private static String rejected(UnaryOperator<RouteAction.Builder> change) {
    return rejectedRoute(
        it -> it.setRoute(change.apply(RouteAction.newBuilder().setCluster(CATALOG))));
  }

  private static RegexMatchAndSubstitute substitute(String pattern, String substitution) {
    return RegexMatchAndSubstitute.newBuilder()
        .setPattern(regex(pattern))
        .setSubstitution(substitution)
        .build();
  }

  @Test
  void readsRewrites() {
    assertThat(accepted(UnaryOperator.identity()).rewrite()).isEqualTo(Rewrite.NONE);
    assertThat(accepted(it -> it.setPrefixRewrite("/n").setHostRewriteLiteral("shop:81")).rewrite())
        .isEqualTo(new Rewrite(new PathRewrite.Matched("/n"), "shop:81"));
    assertThat(accepted(it -> it.setRegexRewrite(substitute("(a)", "\\1\\\\"))).rewrite().path())
        .isInstanceOfSatisfying(
            PathRewrite.Regex.class,
            regex -> {
              assertThat(regex.pattern().pattern()).isEqualTo("(a)");
              assertThat(regex.substitution()).isEqualTo(new Substitution("\\1\\\\"));
            });
  }

  @Test
  void namesRewritesThatItCannotHonour() {
    assertThat(rejected(it -> it.setPrefixRewrite("n")))
        .isEqualTo(FIELD + "prefix_rewrite: n (expected: / first, then visible ASCII without #)");
    assertThat(rejected(it -> it.setHostRewriteLiteral("a\r\nb: c")))
        .isEqualTo(FIELD + "host_rewrite_literal: a\r\nb: c (expected: a host or host:port)");
    assertThat(rejected(it -> it.setPrefixRewrite("/n").setRegexRewrite(substitute("a", "b"))))
        .isEqualTo(FIELD + "regex_rewrite: beside prefix_rewrite (expected: one of the two)");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("[", "b"))))
        .startsWith(FIELD + "regex_rewrite.pattern.regex: [ (expected: RE2 syntax");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("a", "\\1"))))
        .startsWith(FIELD + "regex_rewrite.substitution: \\1 (expected: \\0 to \\9, of groups");
  }

  private static ClusterWeight.Builder share(int weight) {
    return ClusterWeight.newBuilder().setName(CATALOG).setWeight(UInt32Value.of(weight));
  }

  private static RouteAction.Builder split(ClusterWeight.Builder... shares) {
    var split = io.envoyproxy.envoy.config.route.v3.WeightedCluster.newBuilder();
    for (ClusterWeight.Builder share : shares) {
      split.addClusters(share);
    }
    return RouteAction.newBuilder().setWeightedClusters(split);
  }

  @Test
  void readsWhatIsDoneForOneShareOnly() {
    Forward read =
        accepted(_ ->
            split(
                share(90),
                share(10)
                    .addRequestHeadersToAdd(
                        edit("X-A", "1", HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD))
                    .addRequestHeadersToRemove("X-B")
                    .addResponseHeadersToAdd(
                        edit("X-C", "2", HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD))
                    .addResponseHeadersToRemove("X-D")
                    .setHostRewriteLiteral("canary")));

    assertThat(read.clusters())
        .containsExactly(
            new WeightedCluster(CATALOG, 90),
            new WeightedCluster(
                CATALOG,
                10,
                new HeaderEdits(
                    List.of("X-B"), List.of(), List.of(new HeaderEdits.Header("X-A", "1"))),
                new HeaderEdits(
                    List.of("X-D"), List.of(new HeaderEdits.Header("X-C", "2")), List.of()),
                "canary"));
  }

  @Test
  void namesWhatItCannotHonourForAShare() {
    String share = FIELD + "weighted_clusters.clusters[1].";

    assertThat(rejected(_ -> split(share(1), share(1).addRequestHeadersToRemove("a b"))))
        .isEqualTo(share + "request_headers_to_remove[0]: a b (expected: a header's name)");
    assertThat(
            rejected(_ ->
                split(
                    share(1),
                    share(1)
                        .addResponseHeadersToAdd(
                            edit("a", "1", HeaderAppendAction.ADD_IF_ABSENT)))))
        .startsWith(share + "response_headers_to_add[0].append_action: 1 (expected: ");
    assertThat(rejected(_ -> split(share(1), share(1).setHostRewriteLiteral("a b"))))
        .isEqualTo(share + "host_rewrite_literal: a b (expected: a host or host:port)");
    assertThat(rejected(_ -> split(share(1), share(1).clearName())))
        .isEqualTo(share + "name: empty (expected: a cluster)");
  }
}
