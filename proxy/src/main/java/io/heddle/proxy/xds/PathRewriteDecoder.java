package io.heddle.proxy.xds;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Substitution;

/** Reads how a path is rewritten, for requests that go on and for redirects. */
final class PathRewriteDecoder {
  private PathRewriteDecoder() {}

  /** A {@code prefix_rewrite}; an empty one is none, as in Envoy. */
  static PathRewrite prefix(ProtoMessage holder, int field) throws DecodeException {
    String replacement = UriParts.path(holder, "prefix_rewrite", field);
    return replacement.isEmpty() ? new PathRewrite.Keep() : new PathRewrite.Matched(replacement);
  }

  /** A {@code path_redirect}; an empty one is none, as in Envoy. */
  static PathRewrite whole(ProtoMessage holder, int field) throws DecodeException {
    String path = UriParts.path(holder, "path_redirect", field);
    return path.isEmpty() ? new PathRewrite.Keep() : new PathRewrite.Whole(path);
  }

  /** An {@code envoy.type.matcher.v3.RegexMatchAndSubstitute}. */
  static PathRewrite regex(ProtoMessage rewrite) throws DecodeException {
    ProtoMessage matcher =
        rewrite
            .message(1, "pattern")
            .orElseThrow(() -> rewrite.rejected("pattern", "none", "a regular expression"));
    if (matcher.text(2).isEmpty()) {
      throw matcher.rejected("regex", "empty", "a regular expression");
    }
    Pattern pattern = RegexDecoder.decode(matcher);
    String substitution = rewrite.text(2);
    if (!UriParts.isOfTarget(substitution)) {
      throw rewrite.rejected("substitution", substitution, "visible ASCII without #");
    }
    try {
      return new PathRewrite.Regex(pattern, new Substitution(substitution));
    } catch (IllegalArgumentException e) {
      throw rewrite.rejected(
          "substitution", substitution, "\\0 to \\9, of groups that the pattern has, or \\\\");
    }
  }
}
