package io.heddle.proxy.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ChainMatch;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterConfig.Balance;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.CorsPolicy;
import io.heddle.proxy.config.CorsPolicy.OtherPreflights;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.HeaderEdits.Header;
import io.heddle.proxy.config.HeaderMatch;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.NetworkFilter;
import io.heddle.proxy.config.OriginMatch;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteConfig;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.RouteSource;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.config.ValueMatch;
import io.heddle.proxy.config.VirtualHost;
import io.heddle.proxy.config.WeightedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of requests is what the data path does with them. */
final class EvaluationTest {
  private static final String LISTENER = "shop.default.svc.cluster.local:80";
  private static final ProxySnapshot SNAPSHOT = snapshot();

  private static Route route(String name, RouteMatch match, RouteAction action) {
    return new Route(name, match, action, HeaderEdits.NONE, HeaderEdits.NONE);
  }

  private static RouteMatch prefix(String prefix) {
    return new RouteMatch(new PathMatch.Prefix(prefix), List.of(), List.of());
  }

  private static RouteAction.Forward to(String cluster) {
    return new RouteAction.Forward(
        List.of(new WeightedCluster(cluster, 1)), Duration.ZERO, Duration.ZERO, 503);
  }

  private static Route split() {
    HeaderEdits blue =
        new HeaderEdits(List.of("cookie"), List.of(new Header("x-color", "blue")), List.of());
    HeaderEdits fromBlue =
        new HeaderEdits(List.of("server"), List.of(), List.of(new Header("x-from", "blue")));
    return new Route(
        "split",
        prefix("/split"),
        new RouteAction.Forward(
            List.of(
                new WeightedCluster("blue", 9, blue, fromBlue, "blue.example"),
                new WeightedCluster("green", 1)),
            Duration.ofMillis(1_500),
            Duration.ofMillis(500),
            503,
            new Rewrite(new PathRewrite.Matched("/v2"), ""),
            List.of(new Mirror("copies", 1, 8, true))),
        new HeaderEdits(List.of(), List.of(new Header("x-all", "1")), List.of()),
        HeaderEdits.NONE,
        new CorsPolicy(
            List.of(new OriginMatch.Exact("https://a.example")),
            "GET",
            "",
            "",
            "60",
            true,
            OtherPreflights.FORWARDED));
  }

  private static ProxySnapshot snapshot() {
    List<Route> routes =
        List.of(
            route(
                "admin",
                new RouteMatch(
                    new PathMatch.Exact("/admin"),
                    List.of(new HeaderMatch("x-role", new ValueMatch.Exact("admin"))),
                    List.of()),
                to("blue")),
            split(),
            route(
                "moved",
                prefix("/moved"),
                new RouteAction.Redirect(
                    301, "https", "", 0, new PathRewrite.Matched("/here"), false)),
            route("gone", prefix("/gone"), new RouteAction.Respond(410)),
            route("lost", prefix("/lost"), to("nowhere")));
    RouteConfig config =
        new RouteConfig("routes", List.of(new VirtualHost("shop", List.of("shop"), routes)));
    return new ProxySnapshot(
        1,
        Map.of(
            LISTENER,
            listener(
                new NetworkFilter.Http(
                    new RouteSource.Named("routes"), Duration.ZERO, Duration.ZERO, 61_440)),
            "bytes:90",
            listener(new NetworkFilter.Tcp("blue", Duration.ZERO)),
            "later:80",
            listener(
                new NetworkFilter.Http(
                    new RouteSource.Named("unknown"), Duration.ZERO, Duration.ZERO, 61_440)),
            "other:80",
            new ListenerConfig(
                "other:80",
                List.of(
                    new FilterChain(
                        new ChainMatch(8_080, Set.of("heddle-http/1.1")),
                        new Transport.Plaintext(),
                        new NetworkFilter.Http(
                            new RouteSource.Inline(config), Duration.ZERO, Duration.ZERO, 61_440))),
                List.of())),
        Map.of("routes", config),
        Map.of("blue", cluster("blue"), "green", cluster("green")),
        Map.of(
            "blue",
            new EndpointSet(
                List.of(
                    endpoint("10.0.0.1", Endpoint.Health.HEALTHY),
                    endpoint("fd00::1", Endpoint.Health.DRAINING)))),
        Set.of(),
        Optional.empty());
  }

  private static ListenerConfig listener(NetworkFilter filter) {
    return new ListenerConfig(
        "l",
        List.of(new FilterChain(ChainMatch.ANY, new Transport.Plaintext(), filter)),
        List.of());
  }

  private static ClusterConfig cluster(String name) {
    return new ClusterConfig(
        name,
        new EndpointSource.Discovered(name),
        new Transport.Plaintext(),
        Balance.LEAST_REQUEST,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        ClusterLimits.DEFAULT);
  }

  private static Endpoint endpoint(String host, Endpoint.Health health) {
    return new Endpoint(host, 8_080, health, Endpoint.State.SERVING, "", "");
  }

  private static Question get(String target, Header... headers) {
    return question("GET", target, headers);
  }

  private static Question question(String method, String target, Header... headers) {
    return new Question(LISTENER, 0, "", method, "shop", target, "http", List.of(headers));
  }

  private static String json(Question... questions) {
    Evaluation evaluation = new Evaluation(SNAPSHOT);
    List<Answer> answers = List.of(questions).stream().map(evaluation::answer).toList();
    String text = new AnswerJson(SNAPSHOT).text(List.of(), answers);
    return text.substring("{\"rejected\":[],\"answers\":[".length(), text.length() - 2);
  }

  @Test
  void aRequestThatIsSplitIsShownAsEachClusterGetsIt() {
    assertThat(
            json(
                get(
                    "/split/a?b=c",
                    new Header("Cookie", "x"),
                    new Header("Connection", "x-hop"),
                    new Header("x-hop", "1"),
                    new Header("X-Heddle-Private", "1"))))
        .isEqualToIgnoringWhitespace(
            """
            {"listener":"shop.default.svc.cluster.local:80","routeConfiguration":"routes",
             "virtualHost":"shop","route":{"index":1,"name":"split"},"action":"forward",
             "clusters":[
              {"name":"blue","weight":9,"share":0.9,
               "request":{"method":"GET","authority":"blue.example","path":"/v2/a?b=c",
                "headers":[{"name":"x-color","value":"blue"},{"name":"x-all","value":"1"}]},
               "responseHeaders":{"set":[],"add":[{"name":"x-from","value":"blue"}],"remove":["server"]},
               "endpoints":[{"address":"10.0.0.1:8080","state":"HEALTHY"},
                {"address":"[fd00::1]:8080","state":"DRAINING"}]},
              {"name":"green","weight":1,"share":0.1,
               "request":{"method":"GET","authority":"shop","path":"/v2/a?b=c",
                "headers":[{"name":"Cookie","value":"x"},{"name":"x-all","value":"1"}]},
               "responseHeaders":{"set":[],"add":[],"remove":[]},"endpoints":[]}],
             "mirrors":[{"cluster":"copies","share":0.125}],
             "timeouts":{"request":"1.5s","perTry":"0.5s"},
             "cors":{"allowOrigins":["https://a.example"],"allowMethods":"GET","allowHeaders":"",
              "exposeHeaders":"","maxAge":"60","allowCredentials":true},
             "nearMisses":[{"index":0,"name":"admin","why":"path: /split/a (expected: /admin)"}]}
            """);
  }

  @Test
  void redirectsAreSaidWithTheirLocation() {
    assertThat(json(get("/moved/a?b"), get("/moved", new Header("x-forwarded-proto", "https"))))
        .contains("\"action\":\"redirect\",\"status\":301,\"location\":\"https://shop/here/a?b\"")
        .contains("\"location\":\"https://shop/here\"");
  }

  @Test
  void routesAnswerByThemselves() {
    assertThat(json(get("/gone"))).contains("\"action\":\"respond\",\"status\":410");
  }

  @Test
  void aPreflightIsAnsweredByItsPolicy() {
    assertThat(
            json(
                question(
                    "OPTIONS",
                    "/split",
                    new Header("origin", "https://a.example"),
                    new Header("access-control-request-method", "GET"))))
        .contains(
            "\"route\":{\"index\":1,\"name\":\"split\"},\"action\":\"respond\",\"status\":200")
        .contains("{\"name\":\"access-control-max-age\",\"value\":\"60\"}");
  }

  @Test
  void whatNothingTakesHasAReason() {
    Question elsewhere = new Question(LISTENER, 0, "", "GET", "stranger", "/", "http", List.of());
    Question noListener = new Question("none:80", 0, "", "GET", "a", "/", "http", List.of());
    Question noRoutes = new Question("later:80", 0, "", "GET", "a", "/", "http", List.of());

    assertThat(json(get("/admin"), elsewhere, noListener, noRoutes))
        .contains(
            "\"virtualHost\":\"shop\",\"action\":\"none\",\"status\":404,\"flag\":\"NR\","
                + "\"reason\":\"no route matches\",\"nearMisses\":[{\"index\":0,\"name\":\"admin\","
                + "\"why\":\"header x-role: none (expected: admin)\"}")
        .contains(
            "\"routeConfiguration\":\"routes\",\"action\":\"none\",\"status\":404,\"flag\":\"NR\","
                + "\"reason\":\"no route matches\",\"nearMisses\":[]}")
        .contains(
            "\"action\":\"none\",\"status\":503,\"flag\":\"NR\",\"reason\":\"no listener none:80\"")
        .contains("\"action\":\"none\",\"status\":503,\"flag\":\"NR\",\"reason\":\"no routes\"");
  }

  @Test
  void whatIsNoRequestIsRefusedAsTheListenerDoes() {
    assertThat(
            json(
                get("/../x"),
                get("/a b"),
                question("CONNECT", "shop:80"),
                get("/gone", new Header("host", "b"))))
        .contains(
            "\"action\":\"none\",\"status\":400,\"flag\":\"DPE\",\"reason\":\"target: leaves the root\"")
        .contains("\"status\":405")
        .contains("\"reason\":\"host: 2 fields (expected: 1)\"")
        .doesNotContain("\"action\":\"respond\"");
  }

  @Test
  void aClusterThatThereIsNotIsSaid() {
    assertThat(json(get("/lost"))).contains("\"error\":\"no cluster nowhere\",\"endpoints\":[]");
  }

  @Test
  void bytesGoToTheirClusterWhateverTheyAre() {
    Question bytes = new Question("bytes:90", 0, "", "GET", "a", "/", "http", List.of());

    assertThat(json(bytes))
        .contains("\"action\":\"forward\",\"protocol\":\"tcp\",\"clusters\":[{\"name\":\"blue\"");
  }

  @Test
  void theConnectionChoosesTheChain() {
    Question fits =
        new Question(
            "other:80", 8_080, "heddle-http/1.1", "GET", "shop", "/gone", "https", List.of());
    Question otherPort =
        new Question(
            "other:80", 8_081, "heddle-http/1.1", "GET", "shop", "/gone", "https", List.of());

    assertThat(json(fits)).contains("\"action\":\"respond\",\"status\":410");
    assertThat(json(otherPort)).contains("\"reason\":\"no filter chain takes the connection\"");
  }

  @Test
  void aWholeUriIsTakenApart() {
    Question absolute =
        new Question(LISTENER, 0, "", "GET", "", "http://shop/gone?x", "http", List.of());

    assertThat(json(absolute)).contains("\"status\":410");
  }

  @Test
  void aBodyIsNotWaitedFor() {
    assertThat(json(question("POST", "/lost", new Header("content-length", "5"))))
        .contains("\"action\":\"forward\"");
  }
}
