package io.heddle.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.QueryMatch;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.config.VirtualHost;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NearMissesTest {
  private static final Request POST =
      new Request("POST", "shop", "/items/7?q=2&empty", Map.of("x-user", "ann"));
  private static final PathMatch ALL = new PathMatch.Prefix("/");

  private static List<String> whys(RouteMatch... matches) {
    return whys(List.of(matches));
  }

  private static List<String> whys(List<RouteMatch> matches) {
    List<Route> routes =
        matches.stream()
            .map(match ->
                new Route(
                    "r", match, new RouteAction.Respond(200), HeaderEdits.NONE, HeaderEdits.NONE))
            .toList();
    return NearMisses.of(new VirtualHost("h", List.of("*"), routes), POST).stream()
        .map(miss -> miss.index() + " " + miss.why())
        .toList();
  }

  private static RouteMatch path(PathMatch path) {
    return new RouteMatch(path, List.of(), List.of());
  }

  private static RouteMatch header(String name, ValueMatch value) {
    return new RouteMatch(ALL, List.of(new HeaderMatch(name, value)), List.of());
  }

  private static RouteMatch query(String name, ValueMatch value) {
    return new RouteMatch(ALL, List.of(), List.of(new QueryMatch(name, value)));
  }

  private static ValueMatch exact(String value) {
    return new ValueMatch.Exact(value);
  }

  private static ValueMatch regex(String pattern) {
    return new ValueMatch.Regex(Pattern.compile(pattern));
  }

  @Test
  void saysOfEveryKindOfConditionWhatIsExpected() {
    assertThat(
            whys(
                path(new PathMatch.Exact("/items")),
                path(new PathMatch.Prefix("/itemz")),
                path(new PathMatch.Regex(Pattern.compile("/items"))),
                header(":method", exact("GET")),
                header("x-user", exact("bob")),
                header("x-user", regex("b.*")),
                header("x-other", exact("1")),
                query("q", exact("1")),
                query("empty", regex("[0-9]")),
                query("none", exact(""))))
        .containsExactly(
            "0 path: /items/7 (expected: /items)",
            "1 path: /items/7 (expected: prefix /itemz)",
            "2 path: /items/7 (expected: regular expression /items)",
            "3 method: POST (expected: GET)",
            "4 header x-user: ann (expected: bob)",
            "5 header x-user: ann (expected: regular expression b.*)",
            "6 header x-other: none (expected: 1)",
            "7 query parameter q: 2 (expected: 1)",
            "8 query parameter empty:  (expected: regular expression [0-9])",
            "9 query parameter none: none (expected: )");
  }

  @Test
  void saysTheFirstConditionThatDoesNotHold() {
    RouteMatch several =
        new RouteMatch(
            ALL,
            List.of(
                new HeaderMatch(":method", exact("POST")), new HeaderMatch("x-user", exact("ann"))),
            List.of(new QueryMatch("q", exact("2")), new QueryMatch("p", exact("3"))));

    assertThat(whys(several)).containsExactly("0 query parameter p: none (expected: 3)");
  }

  @Test
  void ofRulesBehindTheOneThatMatchesOnlyThoseThatWouldMatch() {
    assertThat(
            whys(
                path(new PathMatch.Exact("/other")),
                path(ALL),
                path(new PathMatch.Exact("/other")),
                query("q", exact("2"))))
        .containsExactly("0 path: /items/7 (expected: /other)", "3 matches, too, but comes later");
  }

  @Test
  void saysNotMoreThanAnyoneReads() {
    RouteMatch other = path(new PathMatch.Exact("/other"));

    assertThat(whys(Collections.nCopies(NearMisses.MAX, other))).hasSize(NearMisses.MAX);
    assertThat(whys(Collections.nCopies(NearMisses.MAX + 1, other))).hasSize(NearMisses.MAX);
  }
}
