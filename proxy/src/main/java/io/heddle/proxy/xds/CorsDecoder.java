package io.heddle.proxy.xds;

import io.heddle.proxy.config.CorsPolicy;
import io.heddle.proxy.config.OriginMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code envoy.extensions.filters.http.cors.v3.CorsPolicy} of a route. */
final class CorsDecoder {
  private static final String FILTER = "envoy.filters.http.cors";
  private static final String POLICY =
      "type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy";

  private CorsDecoder() {}

  static CorsPolicy decode(ProtoMessage route) throws DecodeException {
    Optional<ProtoMessage> config = route.entry(13, "typed_per_filter_config", FILTER);
    if (config.isEmpty()) {
      return CorsPolicy.NONE;
    }
    if (!config.get().typeUrl().equals(POLICY)) {
      throw config.get().rejected("type_url", config.get().typeUrl(), "CorsPolicy");
    }
    return policy(config.get().unpack());
  }

  private static CorsPolicy policy(ProtoMessage policy) throws DecodeException {
    List<OriginMatch> origins = new ArrayList<>();
    for (ProtoMessage origin : policy.messages(1, "allow_origin_string_match")) {
      origins.add(origin(origin));
    }
    return new CorsPolicy(
        origins,
        HeaderEditsDecoder.value(policy, "allow_methods", 2),
        HeaderEditsDecoder.value(policy, "allow_headers", 3),
        HeaderEditsDecoder.value(policy, "expose_headers", 4),
        HeaderEditsDecoder.value(policy, "max_age", 5),
        policy.flag(6, "allow_credentials"),
        preflightsOfOthers(policy));
  }

  private static CorsPolicy.OtherPreflights preflightsOfOthers(ProtoMessage policy)
      throws DecodeException {
    Optional<ProtoMessage> forward = policy.message(10, "forward_not_matching_preflights");
    return forward.isEmpty() || forward.get().flag(1)
        ? CorsPolicy.OtherPreflights.FORWARDED
        : CorsPolicy.OtherPreflights.ANSWERED;
  }

  private static OriginMatch origin(ProtoMessage match) throws DecodeException {
    if (match.flag(6)) {
      throw match.rejected("ignore_case", "true", "false");
    }
    return switch (match.lastOf(1, 2, 3, 5, 7, 8)) {
      case 1 -> new OriginMatch.Exact(match.text(1));
      case 2 -> new OriginMatch.Prefix(affix(match, "prefix", 2));
      case 3 -> new OriginMatch.Suffix(affix(match, "suffix", 3));
      case 5 ->
          new OriginMatch.Regex(RegexDecoder.decode(match.message(5, "safe_regex").orElseThrow()));
      default ->
          throw match.rejected("match_pattern", "other", "exact, prefix, suffix or safe_regex");
    };
  }

  /** An empty one would allow every origin. */
  private static String affix(ProtoMessage match, String name, int field) throws DecodeException {
    if (match.text(field).isEmpty()) {
      throw match.rejected(name, "empty", "part of an origin");
    }
    return match.text(field);
  }
}
