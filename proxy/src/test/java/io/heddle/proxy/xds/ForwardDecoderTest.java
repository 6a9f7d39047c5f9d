package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.regex;
import static io.heddle.proxy.xds.Decoding.rejectedRoute;
import static io.heddle.proxy.xds.Decoding.route;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.RouteAction.Forward;
import io.heddle.proxy.config.Substitution;
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
    return rejectedRoute(it ->
        it.setRoute(change.apply(RouteAction.newBuilder().setCluster(CATALOG))));
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
    assertThat(
            rejected(it -> it.setPrefixRewrite("/n").setRegexRewrite(substitute("a", "b"))))
        .isEqualTo(FIELD + "regex_rewrite: beside prefix_rewrite (expected: one of the two)");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("[", "b"))))
        .startsWith(FIELD + "regex_rewrite.pattern.regex: [ (expected: RE2 syntax");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("a", "\\1"))))
        .startsWith(FIELD + "regex_rewrite.substitution: \\1 (expected: \\0 to \\9, of groups");
  }
}
