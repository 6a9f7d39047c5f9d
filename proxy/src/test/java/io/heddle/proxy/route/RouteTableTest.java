package io.heddle.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.config.VirtualHost;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which route a request gets. */
final class RouteTableTest {
  private static Route route(String name, RouteMatch match) {
    return new Route(name, match, new RouteAction.Respond(200), HeaderEdits.NONE, HeaderEdits.NONE);
  }

  private static RouteMatch path(PathMatch path) {
    return new RouteMatch(path, List.of(), List.of());
  }

  private static RouteMatch header(String name, ValueMatch value) {
    return new RouteMatch(
        new PathMatch.Prefix("/"), List.of(new HeaderMatch(name, value)), List.of());
  }

  private static RouteMatch query(String name, ValueMatch value) {
    return new RouteMatch(
        new PathMatch.Prefix("/"), List.of(), List.of(new QueryMatch(name, value)));
  }

  private static ValueMatch exact(String value) {
    return new ValueMatch.Exact(value);
  }

  private static ValueMatch regex(String pattern) {
    return new ValueMatch.Regex(Pattern.compile(pattern));
  }

  private static boolean matches(RouteMatch match, Request request) {
    return new RouteTable(
            new RouteConfig(
                "t", List.of(new VirtualHost("any", List.of("*"), List.of(route("one", match))))))
        .match(request)
        .isPresent();
  }

  private static Request get(String target) {
    return new Request("GET", "shop", target, Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "/,/,true",
    "/,/a/b,true",
    "/,/a?x=/b,true",
    "/a,/a,true",
    "/a,/a/,true",
    "/a,/a/b,true",
    "/a,/ab,false",
    "/a,/A,false",
    "/a,/,false",
    "/a,/a?b,true",
    "/a/,/a,true",
    "/a/,/a/b,true",
    "/a/,/ab,false",
    "/a/b,/a,false",
    "/a,//a,false",
    "/a,/%61,false"
  })
  void matchesPrefixesByWholeSegments(String prefix, String target, boolean matches) {
    assertThat(matches(path(new PathMatch.Prefix(prefix)), get(target))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "/a,/a,true",
    "/a,/a?x=1,true",
    "/a,/a/,false",
    "/a,/a/b,false",
    "/a,/A,false",
    "/,/,true"
  })
  void matchesExactPathsWithoutTheQuery(String path, String target, boolean matches) {
    assertThat(matches(path(new PathMatch.Exact(path)), get(target))).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "/a.*,/abc,true",
    "/a.*,/b/abc,false",
    "/v[0-9]+/x,/v12/x,true",
    "/v[0-9]+/x,/v12/x/y,false",
    "/a,/a?b,true",
    "/a|/b,/b,true",
    "/a|/b,/bc,false"
  })
  void matchesTheWholePathWithARegularExpression(String pattern, String target, boolean matches) {
    assertThat(matches(path(new PathMatch.Regex(Pattern.compile(pattern))), get(target)))
        .isEqualTo(matches);
  }

  @Test
  void matchesHeadersAndTheMethod() {
    Request request = new Request("POST", "shop", "/", Map.of("x-user", "ann"));

    assertThat(matches(header("x-user", exact("ann")), request)).isTrue();
    assertThat(matches(header("x-user", exact("an")), request)).isFalse();
    assertThat(matches(header("x-user", regex("a.n")), request)).isTrue();
    assertThat(matches(header("x-user", regex("a.")), request)).isFalse();
    assertThat(matches(header("x-none", regex(".*")), request)).isFalse();
    assertThat(matches(header(":method", exact("POST")), request)).isTrue();
    assertThat(matches(header(":method", exact("GET")), request)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/?v=1,v,1,true",
    "/?v=2,v,1,false",
    "/?a=1&v=1,v,1,true",
    "/?v=2&v=1,v,1,false",
    "/?v,v,'',true",
    "/?v=,v,'',true",
    "/?vv=1,v,1,false",
    "/,v,1,false",
    "/?a=v=1,v,1,false",
    "/?v=1=2,v,1=2,true",
    "/?V=1,v,1,false",
    "/?v=%31,v,1,false"
  })
  void matchesTheFirstValueOfAQueryParameter(
      String target, String name, String value, boolean matches) {
    assertThat(matches(query(name, exact(value)), get(target))).isEqualTo(matches);
  }

  @Test
  void takesTheFirstRouteThatMatchesInEveryPart() {
    RouteMatch narrow =
        new RouteMatch(
            new PathMatch.Prefix("/a"),
            List.of(new HeaderMatch("x-v", exact("2"))),
            List.of(new QueryMatch("q", exact("1"))));
    RouteTable table =
        new RouteTable(
            new RouteConfig(
                "t",
                List.of(
                    new VirtualHost(
                        "any",
                        List.of("*"),
                        List.of(
                            route("narrow", narrow),
                            route("wide", path(new PathMatch.Prefix("/a"))))))));

    assertThat(table.match(new Request("GET", "s", "/a?q=1", Map.of("x-v", "2"))))
        .map(Route::name)
        .contains("narrow");
    assertThat(table.match(new Request("GET", "s", "/a?q=1", Map.of())))
        .map(Route::name)
        .contains("wide");
    assertThat(table.match(get("/b"))).isEmpty();
  }

  @Test
  void choosesTheVirtualHostByAuthorityAndElseTheOneForAll() {
    RouteTable table =
        new RouteTable(
            new RouteConfig(
                "t",
                List.of(
                    new VirtualHost(
                        "any",
                        List.of("*"),
                        List.of(route("any", path(new PathMatch.Prefix("/"))))),
                    new VirtualHost(
                        "shop",
                        List.of("shop", "shop:80"),
                        List.of(route("shop", path(new PathMatch.Prefix("/"))))))));

    assertThat(name(table, "shop")).isEqualTo("shop");
    assertThat(name(table, "SHOP:80")).isEqualTo("shop");
    assertThat(name(table, "shop:81")).isEqualTo("any");
    assertThat(name(table, "")).isEqualTo("any");
  }

  private static String name(RouteTable table, String authority) {
    return table.match(new Request("GET", authority, "/", Map.of())).orElseThrow().name();
  }
}
