package io.heddle.proxy.route;

import com.google.re2j.Matcher;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Substitution;

/**
 * Makes the target that a route rewrites a request's to, with Envoy's rules.
 *
 * <ul>
 *   <li>Only the path changes: the query is kept as it came, escapes are neither made nor undone.
 *   <li>What a route matched is replaced character by character: {@code /a} by {@code /} makes
 *       {@code //b} of {@code /a/b}. Where the route matched the whole path, all of it is replaced.
 *   <li>A regular expression sees the path alone and replaces every match, as RE2 does: an empty
 *       match right after another match is none.
 * </ul>
 *
 * <p>A path that does not start with {@code /} is none that HTTP can carry, so it is given one;
 * {@code *} is no path at all and stays.
 */
final class PathRewriter {
  private PathRewriter() {}

  static String rewrite(PathRewrite rewrite, PathMatch match, String target) {
    if (rewrite instanceof PathRewrite.Keep || !target.startsWith("/")) {
      return target;
    }
    int end = target.indexOf('?');
    String path = end < 0 ? target : target.substring(0, end);
    String query = end < 0 ? "" : target.substring(end);
    return switch (rewrite) {
      case PathRewrite.Keep _ -> target;
      case PathRewrite.Matched(var replacement) ->
          replacement + path.substring(matchedLength(match, path)) + query;
      case PathRewrite.Whole(var whole) -> whole.indexOf('?') < 0 ? whole + query : whole;
      case PathRewrite.Regex regex -> rooted(replaceAll(regex, path)) + query;
    };
  }

  private static int matchedLength(PathMatch match, String path) {
    return switch (match) {
      case PathMatch.Prefix(var prefix) -> Math.min(prefix.length(), path.length());
      case PathMatch.Exact _, PathMatch.Regex _ -> path.length();
    };
  }

  private static String rooted(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String replaceAll(PathRewrite.Regex regex, String path) {
    Matcher matcher = regex.pattern().matcher(path);
    StringBuilder replaced = new StringBuilder();
    int from = 0;
    int lastEnd = -1;
    while (from <= path.length() && matcher.find(from)) {
      replaced.append(path, from, matcher.start());
      if (matcher.start() == lastEnd && matcher.end() == lastEnd) {
        replaced.append(path, from, Math.min(from + 1, path.length()));
        from++;
      } else {
        append(regex.substitution(), matcher, replaced);
        from = matcher.end();
        lastEnd = from;
      }
    }
    return replaced.append(path, Math.min(from, path.length()), path.length()).toString();
  }

  private static void append(Substitution substitution, Matcher matcher, StringBuilder replaced) {
    String text = substitution.text();
    int from = 0;
    int escape = text.indexOf('\\');
    while (escape >= 0) {
      replaced.append(text, from, escape);
      char escaped = text.charAt(escape + 1);
      if (escaped == '\\') {
        replaced.append('\\');
      } else {
        String group = matcher.group(escaped - '0');
        replaced.append(group == null ? "" : group);
      }
      from = escape + 2;
      escape = text.indexOf('\\', from);
    }
    replaced.append(text, from, text.length());
  }
}
