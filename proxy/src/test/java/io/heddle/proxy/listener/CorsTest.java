package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.CorsPolicy;
import io.heddle.proxy.config.CorsPolicy.OtherPreflights;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.OriginMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteMatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told of a route's responses. */
final class CorsTest {
  private static final CorsPolicy POLICY =
      new CorsPolicy(
          List.of(
              new OriginMatch.Exact("https://exact.example"),
              new OriginMatch.Prefix("https://prefix."),
              new OriginMatch.Suffix(".suffix.example"),
              new OriginMatch.Regex(Pattern.compile("https://re[0-9]+"))),
          "GET, PUT",
          "x-asked",
          "x-shown",
          "60",
          true,
          OtherPreflights.FORWARDED);
  private static final CorsPolicy ANYTHING =
      new CorsPolicy(
          List.of(new OriginMatch.Exact("*")), "*", "*", "", "", false, OtherPreflights.FORWARDED);
  private static final CorsPolicy ANSWERING =
      new CorsPolicy(
          List.of(new OriginMatch.Exact("https://exact.example")),
          "*",
          "*",
          "",
          "",
          false,
          OtherPreflights.ANSWERED);
  private static final RouteAction FORWARD =
      Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ZERO);

  private FakeMesh mesh;
  private TestApplication sidecar;

  @BeforeEach
  void start() throws Exception {
    mesh = new FakeMesh();
    sidecar =
        mesh.sidecar(
            "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: theirs\r\nContent-Length: 2\r\n\r\nhi");
  }

  @AfterEach
  void stop() throws Exception {
    mesh.close();
  }

  private void route(CorsPolicy policy, RouteAction action) {
    HeaderEdits edits =
        new HeaderEdits(
            List.of(),
            List.of(new HeaderEdits.Header("access-control-allow-origin", "the route's")),
            List.of(new HeaderEdits.Header("x-route", "1")));
    mesh.client()
        .apply(
            Snapshots.empty()
                .identity(mesh.identities().of("web"))
                .routes(
                    new Route(
                        "all",
                        new RouteMatch(new PathMatch.Prefix("/"), List.of(), List.of()),
                        action,
                        HeaderEdits.NONE,
                        edits,
                        policy))
                .meshCluster("heddle-http/1.1", FakeMesh.at(sidecar, "one"))
                .build());
  }

  private static String request(String method, String... fields) {
    return method
        + " / HTTP/1.1\r\nHost: catalog\r\n"
        + Stream.of(fields).map(field -> field + "\r\n").collect(Collectors.joining())
        + "\r\n";
  }

  private static String preflight(String origin) {
    return request(
        "OPTIONS",
        "Origin: " + origin,
        "Access-Control-Request-Method: PATCH",
        "Access-Control-Request-Headers: x-one, x-two");
  }

  @ParameterizedTest
  @CsvSource({
    "https://exact.example,true",
    "https://exact.example:8443,false",
    "http://exact.example,false",
    "https://prefix.anything,true",
    "http://prefix.anything,false",
    "https://a.suffix.example,true",
    "https://suffix.example,false",
    "https://re12,true",
    "https://re12.example,false",
    "*,false",
    "null,false"
  })
  void saysOfEachOriginWhetherItIsAllowed(String origin, boolean allowed) throws Exception {
    route(POLICY, FORWARD);

    String response = mesh.send(request("GET", "Origin: " + origin));

    assertThat(response)
        .startsWith("HTTP/1.1 200 ")
        .endsWith("hi")
        .contains("x-route: 1\r\n")
        .contains("access-control-allow-origin: " + (allowed ? origin : "the route's") + "\r\n");
    assertThat(response.contains("access-control-expose-headers: x-shown\r\n")).isEqualTo(allowed);
    assertThat(response.contains("access-control-allow-credentials: true\r\n")).isEqualTo(allowed);
    assertThat(response).doesNotContain("theirs", "access-control-allow-methods");
  }

  @Test
  void answersThePreflightOfAnAllowedOrigin() throws Exception {
    route(POLICY, FORWARD);

    assertThat(mesh.send(preflight("https://exact.example")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\naccess-control-allow-origin: https://exact.example\r\n")
        .contains("\r\naccess-control-allow-credentials: true\r\n")
        .contains("\r\naccess-control-allow-methods: GET, PUT\r\n")
        .contains("\r\naccess-control-allow-headers: x-asked\r\n")
        .contains("\r\naccess-control-max-age: 60\r\n")
        .contains("\r\ncontent-length: 0\r\n")
        .doesNotContain("proxy-status", "x-route", "the route's");
    assertThat(sidecar.requests()).isEmpty();
  }

  @Test
  void answersThePreflightOfAnotherOriginWithNothingWhereThePolicySaysSo() throws Exception {
    route(ANSWERING, FORWARD);

    assertThat(mesh.send(preflight("https://other.example")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\ncontent-length: 0\r\n")
        .doesNotContain("access-control", "proxy-status", "x-route");
    assertThat(sidecar.requests()).isEmpty();
    assertThat(mesh.send(request("GET", "Origin: https://other.example")))
        .endsWith("hi")
        .contains("access-control-allow-origin: the route's\r\n");
  }

  @Test
  void aStarIsWhatWasAskedFor() throws Exception {
    route(ANYTHING, FORWARD);

    assertThat(mesh.send(preflight("https://any")))
        .contains("\r\naccess-control-allow-origin: https://any\r\n")
        .contains("\r\naccess-control-allow-methods: PATCH\r\n")
        .contains("\r\naccess-control-allow-headers: x-one, x-two\r\n")
        .doesNotContain("max-age", "credentials", "expose");
    assertThat(mesh.send(request("OPTIONS", "Origin: b", "Access-Control-Request-Method: PATCH")))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .doesNotContain("access-control-allow-headers");
    assertThat(sidecar.requests()).isEmpty();
  }

  @Test
  void sendsOnWhatIsNoPreflightOrOfAnotherOrigin() throws Exception {
    route(POLICY, FORWARD);

    for (String request :
        List.of(
            preflight("https://other"),
            request("OPTIONS", "Origin: https://exact.example"),
            request("OPTIONS", "Access-Control-Request-Method: PUT"),
            request("GET"))) {
      assertThat(mesh.send(request)).as(request).endsWith("hi");
    }
    assertThat(sidecar.requests()).hasSize(4);
  }

  @Test
  void aFailureCanBeReadByTheScriptToo() throws Exception {
    route(POLICY, Snapshots.forward("heddle.io/invalid-backend", Duration.ZERO));

    assertThat(mesh.send(request("GET", "Origin: https://exact.example")))
        .startsWith("HTTP/1.1 500 ")
        .contains("\r\naccess-control-allow-origin: https://exact.example\r\n");
  }

  @Test
  void routesThatAnswerByThemselvesHaveNoPolicy() throws Exception {
    route(POLICY, new RouteAction.Respond(404));

    assertThat(mesh.send(preflight("https://exact.example")))
        .startsWith("HTTP/1.1 404 ")
        .contains("access-control-allow-origin: the route's\r\n")
        .doesNotContain("access-control-allow-methods");
  }
}
