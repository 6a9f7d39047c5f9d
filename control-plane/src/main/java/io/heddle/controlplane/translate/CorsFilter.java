package io.heddle.controlplane.translate;

import com.google.protobuf.BoolValue;
import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.heddle.controlplane.model.Cors;
import io.heddle.controlplane.model.Cors.AllowedOrigin;
import io.heddle.controlplane.model.Cors.Credentials;
import java.util.List;

/** Answers browsers that ask what pages of other origins may do. */
final class CorsFilter {
  private static final String NAME = "envoy.filters.http.cors";

  private CorsFilter() {}

  /** Does nothing but where a route says what. */
  static HttpFilter filter() {
    return HttpFilter.newBuilder()
        .setName(NAME)
        .setTypedConfig(
            Packed.any(
                io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors.getDefaultInstance()))
        .build();
  }

  static void set(Route.Builder route, Cors cors) {
    route.putTypedPerFilterConfig(NAME, Packed.any(policy(cors)));
  }

  private static CorsPolicy policy(Cors cors) {
    CorsPolicy.Builder policy =
        CorsPolicy.newBuilder()
            .setAllowMethods(list(cors.methods()))
            .setAllowHeaders(list(cors.headers()))
            .setExposeHeaders(exposed(cors))
            .setMaxAge(String.valueOf(cors.maxAge().toSeconds()))
            // Who is not allowed is answered without the headers that would allow it.
            .setForwardNotMatchingPreflights(BoolValue.of(false));
    cors.origins().forEach(origin -> policy.addAllowOriginStringMatch(matcher(origin)));
    if (cors.credentials() == Credentials.ALLOWED) {
      policy.setAllowCredentials(BoolValue.of(true));
    }
    return policy.build();
  }

  /** Beside credentials a browser takes the star for a name, and Gateway API forbids it. */
  private static String exposed(Cors cors) {
    return cors.credentials() == Credentials.ALLOWED
        ? list(cors.exposed().stream().filter(name -> !name.equals(Cors.ANY)).toList())
        : list(cors.exposed());
  }

  private static String list(List<String> values) {
    return String.join(", ", values);
  }

  private static StringMatcher matcher(AllowedOrigin origin) {
    return switch (origin) {
      case AllowedOrigin.Any _ -> regex(".*");
      case AllowedOrigin.One(var text) -> StringMatcher.newBuilder().setExact(text).build();
      case AllowedOrigin.Under(var scheme, var rest) ->
          regex(Pattern.quote(scheme + "://") + "[^/:]+" + Pattern.quote(rest));
    };
  }

  private static StringMatcher regex(String pattern) {
    return StringMatcher.newBuilder()
        .setSafeRegex(RegexMatcher.newBuilder().setRegex(pattern))
        .build();
  }
}
