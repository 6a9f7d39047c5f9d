package io.heddle.proxy.xds;

import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an {@code envoy.config.route.v3.RouteMatch}. */
final class RouteMatchDecoder {
  private RouteMatchDecoder() {}

  static RouteMatch decode(ProtoMessage match) throws DecodeException {
    List<HeaderMatch> headers = new ArrayList<>();
    for (ProtoMessage header : match.messages(6, "headers")) {
      headers.add(header(header));
    }
    List<QueryMatch> query = new ArrayList<>();
    for (ProtoMessage parameter : match.messages(7, "query_parameters")) {
      query.add(parameter(parameter));
    }
    return new RouteMatch(path(match), headers, query);
  }

  private static PathMatch path(ProtoMessage match) throws DecodeException {
    return switch (match.lastOf(1, 2, 10, 12, 14, 15)) {
      case 1 -> anyPath(match);
      case 2 -> new PathMatch.Exact(match.text(2));
      case 10 ->
          new PathMatch.Regex(RegexDecoder.decode(match.message(10, "safe_regex").orElseThrow()));
      case 14 -> separatedPrefix(match);
      default ->
          throw match.rejected(
              "path_specifier", "other", "path, prefix, path_separated_prefix or safe_regex");
    };
  }

  private static PathMatch anyPath(ProtoMessage match) throws DecodeException {
    if (!match.text(1).equals("/")) {
      throw match.rejected("prefix", match.text(1), "/, else path_separated_prefix");
    }
    return new PathMatch.Prefix("/");
  }

  private static PathMatch separatedPrefix(ProtoMessage match) throws DecodeException {
    String prefix = match.text(14);
    if (prefix.length() < 2 || !prefix.startsWith("/") || prefix.endsWith("/")) {
      throw match.rejected("path_separated_prefix", prefix, "/a, without a / at the end");
    }
    return new PathMatch.Prefix(prefix);
  }

  private static HeaderMatch header(ProtoMessage header) throws DecodeException {
    if (header.text(1).isEmpty()) {
      throw header.rejected("name", "empty", "a header's name");
    }
    // An inverted or older-style matcher that was read as "present" would widen the route.
    if (header.flag(8)) {
      throw header.rejected("invert_match", "true", "false");
    }
    return new HeaderMatch(header.text(1).toLowerCase(Locale.ROOT), value(header, 13));
  }

  private static QueryMatch parameter(ProtoMessage parameter) throws DecodeException {
    if (parameter.text(1).isEmpty()) {
      throw parameter.rejected("name", "empty", "a parameter's name");
    }
    return new QueryMatch(parameter.text(1), value(parameter, 5));
  }

  private static ValueMatch value(ProtoMessage holder, int field) throws DecodeException {
    Optional<ProtoMessage> match = holder.message(field, "string_match");
    if (match.isEmpty() || match.get().flag(6)) {
      throw holder.rejected(
          "string_match", match.isEmpty() ? "none" : "ignore_case", "exact or safe_regex");
    }
    return switch (match.get().lastOf(1, 2, 3, 5, 7, 8)) {
      case 1 -> new ValueMatch.Exact(match.get().text(1));
      case 5 ->
          new ValueMatch.Regex(
              RegexDecoder.decode(match.get().message(5, "safe_regex").orElseThrow()));
      default -> throw holder.rejected("string_match", "other", "exact or safe_regex");
    };
  }
}
