package io.heddle.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.RouteAction.Redirect;
import io.heddle.proxy.config.Substitution;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where redirects lead. */
final class LocationTest {
  private static final PathRewrite KEEP = new PathRewrite.Keep();
  private static final PathMatch ANY = new PathMatch.Prefix("/");

  private static Request request(String authority, String forwardedProto) {
    Map<String, String> fields =
        forwardedProto.isEmpty() ? Map.of() : Map.of("x-forwarded-proto", forwardedProto);
    return new Request("GET", authority, "/a?b", fields);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '', '', 0, shop, '', http://shop
          '', '', 0, shop:80, '', http://shop:80
          '', '', 0, shop:8080, '', http://shop:8080
          https, '', 0, shop, '', https://shop
          https, '', 0, SHOP:80, '', https://SHOP
          https, '', 0, shop:443, '', https://shop:443
          https, '', 0, shop:8080, '', https://shop:8080
          https, '', 443, shop:8080, '', https://shop:443
          http, '', 0, shop:80, '', http://shop:80
          '', '', 8443, shop:80, '', http://shop:8443
          '', '', 80, shop, '', http://shop:80
          '', other, 0, shop:80, '', http://other
          '', other:90, 0, shop:80, '', http://other:90
          '', other, 81, shop:80, '', http://other:81
          https, other, 0, shop, '', https://other
          '', '', 0, shop, https, https://shop
          '', '', 0, shop, HTTPS, https://shop
          '', '', 0, shop, http, http://shop
          '', '', 0, shop, ftp, http://shop
          http, '', 0, shop:443, https, http://shop
          http, '', 0, shop:443, '', http://shop:443
          https, '', 0, shop:80, https, https://shop:80
          https, '', 0, [::1]:80, '', https://[::1]
          https, '', 0, [::1], '', https://[::1]
          '', '', 81, [::1]:80, '', http://[::1]:81
          '', '', 81, [::1], '', http://[::1]:81
          """)
  void keepsOrReplacesSchemeHostAndPort(
      String scheme, String host, int port, String authority, String forwarded, String origin) {
    Redirect redirect = new Redirect(302, scheme, host, port, KEEP, false);

    assertThat(Location.of(redirect, ANY, request(authority, forwarded), "http"))
        .isEqualTo(origin + "/a?b");
  }

  @Test
  void hasTheSchemeOfTheConnectionWhereNothingElseIsSaid() {
    Redirect redirect = new Redirect(302, "", "", 0, KEEP, false);

    assertThat(Location.of(redirect, ANY, request("shop", ""), "https"))
        .isEqualTo("https://shop/a?b");
  }

  private static String kept(PathRewrite path, String requested) {
    return target(new Redirect(302, "", "", 0, path, false), requested);
  }

  private static String stripped(PathRewrite path, String requested) {
    return target(new Redirect(302, "", "", 0, path, true), requested);
  }

  private static String target(Redirect redirect, String requested) {
    Request request = new Request("GET", "shop", requested, Map.of());
    String location = Location.of(redirect, new PathMatch.Prefix("/a"), request, "http");
    assertThat(location).startsWith("http://shop/");
    return location.substring("http://shop".length());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /a, /a, /a
          /a?x=1, /a?x=1, /a
          /a?, /a?, /a
          /a/?x=?, /a/?x=?, /a/
          /a/%3Fb?x, /a/%3Fb?x, /a/%3Fb
          *, /, /
          """)
  void keepsOrStripsTheQuery(String requested, String whole, String cut) {
    assertThat(kept(KEEP, requested)).isEqualTo(whole);
    assertThat(stripped(KEEP, requested)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /n, /a/b, /n, /n
          /n, /a?x=1, /n?x=1, /n
          /n?y=2, /a, /n?y=2, /n?y=2
          /n?y=2, /a?x=1, /n?y=2, /n?y=2
          """)
  void aPathsOwnQueryCountsAndIsNotStripped(
      String path, String requested, String whole, String cut) {
    assertThat(kept(new PathRewrite.Whole(path), requested)).isEqualTo(whole);
    assertThat(stripped(new PathRewrite.Whole(path), requested)).isEqualTo(cut);
  }

  @Test
  void rewritesThePathAsForwardedRequestsAre() {
    PathRewrite prefix = new PathRewrite.Matched("/n");
    PathRewrite regex =
        new PathRewrite.Regex(Pattern.compile("/a/(.*)"), new Substitution("/\\1/n"));

    assertThat(kept(prefix, "/a/b?x=/a")).isEqualTo("/n/b?x=/a");
    assertThat(stripped(prefix, "/a/b?x")).isEqualTo("/n/b");
    assertThat(kept(regex, "/a/b?x")).isEqualTo("/b/n?x");
    assertThat(stripped(regex, "/a/b?x")).isEqualTo("/b/n");
  }
}
