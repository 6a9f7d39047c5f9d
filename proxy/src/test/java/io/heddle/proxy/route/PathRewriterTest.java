package io.heddle.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Substitution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What targets become. */
final class PathRewriterTest {
  private static final PathMatch ANY = new PathMatch.Prefix("/");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /, /b, /, /b
          /, /b, /a, /ba
          /, /b/, /, /b/
          /, /b/, /a, /b/a
          /, /, /a, /a
          /a, /b, /a, /b
          /a, /b, /a/, /b/
          /a, /b, /a/c, /b/c
          /a, /b, /a/c/, /b/c/
          /a, /b, /a//c, /b//c
          /a, /b, /a/a, /b/a
          /a, /b/, /a, /b/
          /a, /b/, /a/c, /b//c
          /a, /, /a, /
          /a, /, /a/, //
          /a, /, /a/c, //c
          /a, /a, /a/c, /a/c
          /a, /a/b, /a/b, /a/b/b
          /a/b, /c, /a/b/d, /c/d
          /A, /b, /A/C, /b/C
          /a, /b, /a?, /b?
          /a, /b, /a?x=1, /b?x=1
          /a, /b, /a/?x=1, /b/?x=1
          /a, /b, /a/c?x=/a, /b/c?x=/a
          /a, /b?y=2, /a?x=1, /b?y=2?x=1
          /a, /b, /a/%2Fc%20, /b/%2Fc%20
          /a%20b, /c, /a%20b/d, /c/d
          /a, /%C3%A9, /a/c, /%C3%A9/c
          /a, /b, *, *
          """)
  void replacesThePrefixThatMatched(
      String prefix, String replacement, String target, String rewritten) {
    assertThat(
            PathRewriter.rewrite(
                new PathRewrite.Matched(replacement), new PathMatch.Prefix(prefix), target))
        .isEqualTo(rewritten);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /a, /b, /b
          /a, /, /
          /a?, /b, /b?
          /a?x=1, /b, /b?x=1
          /a?x=1, /b/c/, /b/c/?x=1
          /a/b/, /c, /c
          /a%2Fb?c, /d, /d?c
          """)
  void replacesTheWholePathWhereAllOfItMatched(
      String target, String replacement, String rewritten) {
    PathRewrite rewrite = new PathRewrite.Matched(replacement);
    PathMatch exact = new PathMatch.Exact(target.split("\\?", -1)[0]);
    PathMatch regex = new PathMatch.Regex(Pattern.compile("/a.*"));

    assertThat(PathRewriter.rewrite(rewrite, exact, target)).isEqualTo(rewritten);
    assertThat(PathRewriter.rewrite(rewrite, regex, target)).isEqualTo(rewritten);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /n, /a/b, /n
          /n/, /, /n/
          /n, /a?x=1, /n?x=1
          /n?y=2, /a?x=1, /n?y=2
          /n?, /a?x=1, /n?
          /n?y=2, /a, /n?y=2
          /n, *, *
          """)
  void replacesAllOfIt(String path, String target, String rewritten) {
    assertThat(PathRewriter.rewrite(new PathRewrite.Whole(path), ANY, target)).isEqualTo(rewritten);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ^/a/([^/]+)/(.*)$, /\\2/\\1, /a/b/c/d?x, /c/d/b?x
          ^/a/([^/]+)/(.*)$, /\\2/\\1, /b/b/c/d?x, /b/b/c/d?x
          /a, /b, /a/a?/a, /b/b?/a
          a, '', /banana, /bnn
          ^/a, '', /a, /
          ^/a, '', /a?x, /?x
          ^/a, '', /a/b, /b
          ^/a/, '', /a/b, /b
          ^/a/*, /, /a, /
          ^/a/*, /, /a/, /
          ^/a/*, /, /a//b, /b
          ^/a/*, /, /a/b?x=1, /b?x=1
          .*, /x, /a/b, /x
          x*, -, /ab, /-/-a-b-
          (a)|(b), [\\1\\2], /ab, /[a][b]
          (c)?/a, /<\\1>, /a, /<>
          b, \\\\, /ab, /a\\
          b, \\\\1, /ab, /a\\1
          b, \\0\\0, /ab, /abb
          b, $0, /ab, /a$0
          B, x, /ab, /ab
          (?i)B, x, /ab, /ax
          %2F, /, /a%2Fb, /a/b
          a$, b, /a/a?a, /a/b?a
          c, d, /ab?c, /ab?c
          /([a-z]+), /\\1\\1, /ab/c, /abab/cc
          ^/, /x/, /, /x/
          a, b, *, *
          """)
  void replacesEveryMatchAsRe2Does(
      String pattern, String substitution, String target, String rewritten) {
    PathRewrite regex =
        new PathRewrite.Regex(Pattern.compile(pattern), new Substitution(substitution));

    assertThat(PathRewriter.rewrite(regex, ANY, target)).isEqualTo(rewritten);
  }

  @Test
  void givesTheTargetItselfWhereNothingIsRewritten() {
    String target = "/a?b";

    assertThat(PathRewriter.rewrite(new PathRewrite.Keep(), ANY, target)).isSameAs(target);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "a\\", "\\a", "\\1\\", "\\\\\\"})
  void aSubstitutionEscapesNothingButDigitsAndBackslashes(String text) {
    assertThatThrownBy(() -> new Substitution(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSubstitutionNamesOnlyGroupsThatThereAre() {
    Pattern pattern = Pattern.compile("(a)(?:b)(c)");

    assertThat(new PathRewrite.Regex(pattern, new Substitution("\\2\\0")).substitution())
        .isEqualTo(new Substitution("\\2\\0"));
    assertThatThrownBy(() -> new PathRewrite.Regex(pattern, new Substitution("\\3")))
        .hasMessageContaining("expected: groups up to 2");
  }
}
