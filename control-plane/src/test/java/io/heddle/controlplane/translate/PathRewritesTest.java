package io.heddle.controlplane.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.PathRewrite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes out when Envoy does as it is told. */
class PathRewritesTest {
  /** The table of Gateway API's text, and its edges. */
  @ParameterizedTest(name = "{0}: {1} replaced with \"{2}\"")
  @CsvSource({
    "/foo/bar, /foo, /xyz, /xyz/bar",
    "/foo/bar, /foo, /xyz/, /xyz/bar",
    "/foo/bar, /foo/, /xyz, /xyz/bar",
    "/foo/bar, /foo/, /xyz/, /xyz/bar",
    "/foo, /foo, /xyz, /xyz",
    "/foo/, /foo, /xyz, /xyz/",
    "/foo/bar, /foo, '', /bar",
    "/foo/, /foo, '', /",
    "/foo, /foo, '', /",
    "/foo/, /foo, /, /",
    "/foo, /foo, /, /",
    "/foo/bar, /foo, /, /bar",
    "/a.b+c/d, /a.b+c, /, /d",
    "/bar, /, /xyz, /xyz/bar",
    "/, /, /xyz, /xyz/",
    "/bar, /, /, /bar",
    "/bar, /, '', /bar"
  })
  void replacesThePrefix(String path, String prefix, String replacement, String expected) {
    PathMatch.Prefix match = new PathMatch.Prefix(prefix);
    PathRewrite rewrite = new PathRewrite.Prefix(match, replacement);
    RouteAction.Builder action = RouteAction.newBuilder();
    RedirectAction.Builder redirect = RedirectAction.newBuilder();

    PathRewrites.set(action, rewrite);
    PathRewrites.set(redirect, rewrite);

    assertThat(
            action.hasRegexRewrite()
                ? replaced(path, action.getRegexRewrite())
                : action.getPrefixRewrite() + path.substring(match.prefix().length()))
        .isEqualTo(expected);
    assertThat(redirect.getRegexRewrite()).isEqualTo(action.getRegexRewrite());
    assertThat(redirect.getPrefixRewrite()).isEqualTo(action.getPrefixRewrite());
  }

  @Test
  void replacesTheWholePathWithExactlyWhatIsWritten() {
    RouteAction.Builder action = RouteAction.newBuilder();

    PathRewrites.set(action, new PathRewrite.WholePath("/a\\1$b"));

    // In RE2 a backslash and a digit stand for a group; a dollar sign is one.
    assertThat(action.getRegexRewrite().getSubstitution()).isEqualTo("/a\\\\1$b");
    assertThat(Pattern.matches(action.getRegexRewrite().getPattern().getRegex(), "/x/y")).isTrue();
  }

  private static String replaced(String path, RegexMatchAndSubstitute rewrite) {
    return Pattern.compile(rewrite.getPattern().getRegex())
        .matcher(path)
        .replaceAll(rewrite.getSubstitution());
  }
}
