package io.heddle.controlplane.translate;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import io.heddle.controlplane.model.PathRewrite;

/**
 * Changes of a path, in Envoy's words: a plain replacement of the prefix where that has Gateway
 * API's meaning, else a regular expression.
 */
final class PathRewrites {
  private static final String WHOLE = "^/.*$";

  private PathRewrites() {}

  static void set(RouteAction.Builder action, PathRewrite rewrite) {
    switch (rewrite) {
      case PathRewrite.WholePath(var path) -> action.setRegexRewrite(regex(WHOLE, path));
      case PathRewrite.Prefix prefix when leavesTwoSlashes(prefix) ->
          action.setRegexRewrite(removal(prefix));
      case PathRewrite.Prefix prefix -> action.setPrefixRewrite(replacement(prefix));
    }
  }

  static void set(RedirectAction.Builder redirect, PathRewrite rewrite) {
    switch (rewrite) {
      case PathRewrite.WholePath(var path) -> redirect.setPathRedirect(path);
      case PathRewrite.Prefix prefix when leavesTwoSlashes(prefix) ->
          redirect.setRegexRewrite(removal(prefix));
      case PathRewrite.Prefix prefix -> redirect.setPrefixRewrite(replacement(prefix));
    }
  }

  /** Envoy replaces letter by letter: {@code /foo/bar} would become {@code //bar}. */
  private static boolean leavesTwoSlashes(PathRewrite.Prefix prefix) {
    return prefix.isRemoval() && !prefix.from().isEverything();
  }

  private static RegexMatchAndSubstitute removal(PathRewrite.Prefix prefix) {
    return regex("^" + Pattern.quote(prefix.from().prefix()) + "/*", "/");
  }

  /** The prefix {@code /} is replaced with its slash, any other one without. */
  private static String replacement(PathRewrite.Prefix prefix) {
    return prefix.from().isEverything() && !prefix.isRemoval() ? prefix.to() + "/" : prefix.to();
  }

  private static RegexMatchAndSubstitute regex(String pattern, String path) {
    return RegexMatchAndSubstitute.newBuilder()
        .setPattern(RegexMatcher.newBuilder().setRegex(pattern))
        // Else a backslash and a digit would stand for a group of the pattern.
        .setSubstitution(path.replace("\\", "\\\\"))
        .build();
  }
}
