package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.Decoding.regex;
import static io.heddle.proxy.xds.Decoding.rejectedRoute;
import static io.heddle.proxy.xds.Decoding.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.RouteAction.Redirect;
import io.heddle.proxy.config.Substitution;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects as they come from a control plane. */
final class RedirectDecoderTest {
  private static final String FIELD = "virtual_hosts[0].routes[0].redirect.";
  private static final PathRewrite KEEP = new PathRewrite.Keep();

  private static Redirect accepted(UnaryOperator<RedirectAction.Builder> change) {
    return (Redirect)
        route(it -> it.setRedirect(change.apply(RedirectAction.newBuilder()))).action();
  }

  private static String rejected(UnaryOperator<RedirectAction.Builder> change) {
    return rejectedRoute(it -> it.setRedirect(change.apply(RedirectAction.newBuilder())));
  }

  private static RegexMatchAndSubstitute substitute(String pattern, String substitution) {
    return RegexMatchAndSubstitute.newBuilder()
        .setPattern(regex(pattern))
        .setSubstitution(substitution)
        .build();
  }

  @Test
  void readsEveryPart() {
    assertThat(accepted(UnaryOperator.identity()))
        .isEqualTo(new Redirect(301, "", "", 0, KEEP, false));
    assertThat(
            accepted(it ->
                it.setSchemeRedirect("https")
                    .setHostRedirect("other:90")
                    .setPortRedirect(8_443)
                    .setPathRedirect("/n?x=1")
                    .setStripQuery(true)
                    .setResponseCode(RedirectResponseCode.FOUND)))
        .isEqualTo(
            new Redirect(302, "https", "other:90", 8_443, new PathRewrite.Whole("/n?x=1"), true));
    assertThat(accepted(it -> it.setHttpsRedirect(true)).scheme()).isEqualTo("https");
    assertThat(accepted(it -> it.setHttpsRedirect(false)).scheme()).isEmpty();
  }

  @Test
  void readsEveryStatus() {
    Map<RedirectResponseCode, Integer> statuses =
        Map.of(
            RedirectResponseCode.MOVED_PERMANENTLY, 301,
            RedirectResponseCode.FOUND, 302,
            RedirectResponseCode.SEE_OTHER, 303,
            RedirectResponseCode.TEMPORARY_REDIRECT, 307,
            RedirectResponseCode.PERMANENT_REDIRECT, 308);

    statuses.forEach((code, status) ->
        assertThat(accepted(it -> it.setResponseCode(code)).status()).isEqualTo(status));
  }

  @Test
  void readsEveryRewriteOfThePath() {
    assertThat(accepted(it -> it.setPrefixRewrite("/n")).path())
        .isEqualTo(new PathRewrite.Matched("/n"));
    assertThat(accepted(it -> it.setPrefixRewrite("")).path()).isEqualTo(KEEP);
    assertThat(accepted(it -> it.setPathRedirect("")).path()).isEqualTo(KEEP);
    assertThat(accepted(it -> it.setRegexRewrite(substitute("/(a)", "/\\1"))).path())
        .isInstanceOfSatisfying(
            PathRewrite.Regex.class,
            regex -> {
              assertThat(regex.pattern().pattern()).isEqualTo("/(a)");
              assertThat(regex.substitution()).isEqualTo(new Substitution("/\\1"));
            });
  }

  @Test
  void namesWhatItCannotHonour() {
    assertThat(rejected(it -> it.setResponseCodeValue(5)))
        .isEqualTo(
            FIELD
                + "response_code: 5 (expected: MOVED_PERMANENTLY, FOUND, SEE_OTHER,"
                + " TEMPORARY_REDIRECT or PERMANENT_REDIRECT)");
    assertThat(rejected(it -> it.setPortRedirect(65_536)))
        .isEqualTo(FIELD + "port_redirect: 65536 (expected: at most 65535)");
    assertThat(rejected(it -> it.setHostRedirect("a/b")))
        .isEqualTo(FIELD + "host_redirect: a/b (expected: a host or host:port)");
    assertThat(rejected(it -> it.setSchemeRedirect("ht tp")))
        .isEqualTo(FIELD + "scheme_redirect: ht tp (expected: a scheme, lower-case)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "/a b", "/a\r\nb: c", "/a#b", "/\u00e9"})
  void namesPathsThatAreNone(String path) {
    assertThat(rejected(it -> it.setPathRedirect(path))).startsWith(FIELD + "path_redirect: ");
    assertThat(rejected(it -> it.setPrefixRewrite(path))).startsWith(FIELD + "prefix_rewrite: ");
  }

  @Test
  void namesWhatIsWrongWithARegularExpression() {
    String regex = FIELD + "regex_rewrite.";

    assertThat(rejected(it -> it.setRegexRewrite(substitute("a(", "b"))))
        .startsWith(regex + "pattern.regex: a( (expected: RE2 syntax");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("", "b"))))
        .isEqualTo(regex + "pattern.regex: empty (expected: a regular expression)");
    assertThat(rejected(it -> it.setRegexRewrite(RegexMatchAndSubstitute.newBuilder())))
        .isEqualTo(regex + "pattern: none (expected: a regular expression)");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("(a)", "\\2"))))
        .isEqualTo(
            regex
                + "substitution: \\2 (expected: \\0 to \\9, of groups that the pattern has, or"
                + " \\\\)");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("a", "\\x"))))
        .startsWith(regex + "substitution: \\x (expected: ");
    assertThat(rejected(it -> it.setRegexRewrite(substitute("a", "/b\r\n"))))
        .startsWith(regex + "substitution: /b\r\n (expected: visible ASCII");
  }
}
