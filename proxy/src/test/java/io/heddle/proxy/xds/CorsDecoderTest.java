package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.accepted;
import static io.heddle.proxy.xds.Decoding.regex;
import static io.heddle.proxy.xds.Decoding.rejectedRoute;
import static io.heddle.proxy.xds.Decoding.route;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.heddle.proxy.config.CorsPolicy.OtherPreflights;
import io.heddle.proxy.config.OriginMatch;
import org.junit.jupiter.api.Test;

/** CORS policies as they come from a control plane. */
final class CorsDecoderTest {
  private static final String FIELD = "virtual_hosts[0].routes[0].typed_per_filter_config[0].";

  private static Route.Builder with(Route.Builder route, Message config) {
    return route.putTypedPerFilterConfig("envoy.filters.http.cors", Any.pack(config));
  }

  private static CorsPolicy.Builder allowing(StringMatcher.Builder... origins) {
    CorsPolicy.Builder policy = CorsPolicy.newBuilder();
    for (StringMatcher.Builder origin : origins) {
      policy.addAllowOriginStringMatch(origin);
    }
    return policy;
  }

  private static StringMatcher.Builder match() {
    return StringMatcher.newBuilder();
  }

  @Test
  void readsThePolicyOfARoute() {
    CorsPolicy policy =
        allowing(
                match().setExact("https://a"),
                match().setPrefix("https://b."),
                match().setSuffix(".c"),
                match().setSafeRegex(regex("https://d[0-9]")))
            .setAllowMethods("GET, PUT")
            .setAllowHeaders("x-a")
            .setExposeHeaders("x-b")
            .setMaxAge("60")
            .setAllowCredentials(BoolValue.of(true))
            .setForwardNotMatchingPreflights(BoolValue.of(false))
            .build();

    io.heddle.proxy.config.CorsPolicy read = route(it -> with(it, policy)).cors();

    assertThat(read.allowOrigins().subList(0, 3))
        .containsExactly(
            new OriginMatch.Exact("https://a"),
            new OriginMatch.Prefix("https://b."),
            new OriginMatch.Suffix(".c"));
    assertThat(read.allowOrigins().get(3))
        .isInstanceOfSatisfying(
            OriginMatch.Regex.class,
            origin -> assertThat(origin.pattern().pattern()).isEqualTo("https://d[0-9]"));
    assertThat(read)
        .isEqualTo(
            new io.heddle.proxy.config.CorsPolicy(
                read.allowOrigins(),
                "GET, PUT",
                "x-a",
                "x-b",
                "60",
                true,
                OtherPreflights.ANSWERED));
    assertThat(
            route(it -> with(it, allowing(match().setExact("*")).build())).cors().otherPreflights())
        .isEqualTo(OtherPreflights.FORWARDED);
  }

  @Test
  void aRouteWithoutAPolicyOrWithOthersHasNone() {
    assertThat(route(it -> it).cors()).isEqualTo(io.heddle.proxy.config.CorsPolicy.NONE);
    assertThat(route(it -> with(it, CorsPolicy.getDefaultInstance())).cors())
        .isEqualTo(io.heddle.proxy.config.CorsPolicy.NONE);
    assertThat(
            route(it ->
                    it.putTypedPerFilterConfig("other", Any.pack(CorsPolicy.getDefaultInstance())))
                .cors())
        .isEqualTo(io.heddle.proxy.config.CorsPolicy.NONE);
  }

  @Test
  void namesWhatItCannotHonour() {
    String origin = FIELD + "allow_origin_string_match[0].";

    assertThat(rejectedRoute(it -> with(it, Cors.getDefaultInstance())))
        .isEqualTo(
            FIELD
                + "type_url: type.googleapis.com/envoy.extensions.filters.http.cors.v3.Cors"
                + " (expected: CorsPolicy)");
    assertThat(rejectedRoute(it -> with(it, allowing(match().setContains("a")).build())))
        .isEqualTo(origin + "match_pattern: other (expected: exact, prefix, suffix or safe_regex)");
    assertThat(
            rejectedRoute(
                it -> with(it, allowing(match().setExact("a").setIgnoreCase(true)).build())))
        .isEqualTo(origin + "ignore_case: true (expected: false)");
    assertThat(rejectedRoute(it -> with(it, allowing(match().setSuffix("")).build())))
        .isEqualTo(origin + "suffix: empty (expected: part of an origin)");
    assertThat(rejectedRoute(it -> with(it, allowing(match().setSafeRegex(regex("("))).build())))
        .startsWith(origin + "safe_regex.regex: ( (expected: RE2 syntax");
    assertThat(
            rejectedRoute(it -> with(it, CorsPolicy.newBuilder().setMaxAge("1\r\na: b").build())))
        .isEqualTo(FIELD + "max_age: control characters (expected: none)");
  }

  @Test
  void takesAListenerWithTheFilter() throws Exception {
    Listener listener = EnvoyResources.outbound(CATALOG_LISTENER, CATALOG);
    Listener.Builder withFilter = listener.toBuilder();
    var filter = withFilter.getFilterChainsBuilder(0).getFiltersBuilder(0);
    HttpConnectionManager manager = filter.getTypedConfig().unpack(HttpConnectionManager.class);
    filter.setTypedConfig(
        Any.pack(
            manager.toBuilder()
                .addHttpFilters(
                    HttpFilter.newBuilder()
                        .setName("envoy.filters.http.cors")
                        .setTypedConfig(Any.pack(Cors.getDefaultInstance())))
                .build()));

    assertThat(accepted(withFilter.build())).isEqualTo(accepted(listener));
  }
}
