package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.Substitution;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.filter.gate.InboundGate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What routes do with a request beside sending it on, through two sidecars. */
final class RouteActionsTest {
  private static final RouteAction.Forward FORWARD =
      Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ZERO);
  private static final Route ALL = Snapshots.route(new PathMatch.Prefix("/"), FORWARD);

  private final TestIdentities identities = new TestIdentities();
  private TestApplication application;
  private TestProxy server;
  private TestProxy client;

  @BeforeEach
  void start() throws Exception {
    application = TestApplication.answering("hello");
    server = TestProxy.inbound(application.port());
    client = TestProxy.outbound();
    server.apply(
        Snapshots.empty()
            .identity(identities.of("catalog"))
            .inbound(server.meshPort(), application.port())
            .build());
    server.dataPath().gate().to(InboundGate.State.OPEN);
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    application.close();
  }

  private void route(Route... routes) {
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .routes(routes)
            .meshCluster("heddle-http/1.1", Snapshots.endpoint(server.meshPort(), "catalog-1"))
            .build());
  }

  private String send(String request) throws Exception {
    return TestClient.once(client.address(), request);
  }

  private static RouteAction.Redirect redirect(PathRewrite path) {
    return new RouteAction.Redirect(308, "https", "shop.example", 8_443, path, false);
  }

  @Test
  void redirectsWithoutAskingTheApplication() throws Exception {
    route(
        Snapshots.route(new PathMatch.Prefix("/old"), redirect(new PathRewrite.Matched("/new"))),
        ALL);

    try (TestClient asking = new TestClient(client.address())) {
      assertThat(asking.exchange(TestClient.get("/old/a?b=1")))
          .startsWith("HTTP/1.1 308 Permanent Redirect\r\n")
          .contains("\r\nlocation: https://shop.example:8443/new/a?b=1\r\n")
          .contains("\r\ncontent-length: 0\r\n")
          .doesNotContainIgnoringCase("proxy-status");
      assertThat(application.requests()).isEmpty();
      assertThat(asking.exchange(TestClient.get("/other"))).endsWith("hello");
    }

    RecordedFacts.Ended redirected = client.facts().nextEnded();
    assertThat(redirected.status()).isEqualTo(308);
    assertThat(redirected.flag()).isEmpty();
  }

  @Test
  void refusesToRedirectARequestThatNamesNoHost() throws Exception {
    route(
        Snapshots.route(
            new PathMatch.Prefix("/"),
            new RouteAction.Redirect(302, "https", "", 0, new PathRewrite.Keep(), false)));

    assertThat(send("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(send(TestClient.get("/"))).contains("\r\nlocation: https://catalog/\r\n");
  }

  private static RouteAction.Forward rewriting(PathRewrite path, String host) {
    return new RouteAction.Forward(
        FORWARD.clusters(), Duration.ZERO, Duration.ZERO, 500, new Rewrite(path, host), List.of());
  }

  @Test
  void showsTheApplicationTheRewrittenPathAndHost() throws Exception {
    route(
        Snapshots.route(
            new PathMatch.Prefix("/shop"),
            rewriting(new PathRewrite.Matched("/v2"), "inner.example:81")),
        Snapshots.route(new PathMatch.Exact("/exact"), rewriting(new PathRewrite.Matched("/"), "")),
        Snapshots.route(
            new PathMatch.Prefix("/re"),
            rewriting(
                new PathRewrite.Regex(
                    Pattern.compile("^/re/([^/]+)/(.*)$"), new Substitution("/\\2/\\1")),
                "")),
        ALL);

    try (TestClient asking = new TestClient(client.address())) {
      for (String target : List.of("/shop/items?page=2", "/exact?x", "/re/a/b%2Fc?d", "/as-is")) {
        assertThat(asking.exchange(TestClient.get(target))).as(target).endsWith("hello");
      }
      assertThat(asking.exchange(TestClient.post("/shop", "x=1"))).endsWith("hello");
    }

    assertThat(application.requests())
        .containsExactly(
            "GET /v2/items?page=2 HTTP/1.1\r\nHost: inner.example:81\r\n\r\n",
            "GET /?x HTTP/1.1\r\nHost: catalog\r\n\r\n",
            "GET /b%2Fc/a?d HTTP/1.1\r\nHost: catalog\r\n\r\n",
            "GET /as-is HTTP/1.1\r\nHost: catalog\r\n\r\n",
            "POST /v2 HTTP/1.1\r\nHost: inner.example:81\r\ncontent-length: 3\r\n\r\nx=1");
  }

  @Test
  void sendsTheRewrittenRequestElsewhereWhenNoApplicationHasSeenIt() throws Exception {
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .route(rewriting(new PathRewrite.Whole("/n"), "other"))
            .meshCluster(
                "heddle-http/1.1",
                Snapshots.endpoint(FakeMesh.nobody(), "catalog-2"),
                Snapshots.endpoint(server.meshPort(), "catalog-1"))
            .build());

    for (int i = 0; i < 4; i++) {
      assertThat(send(TestClient.get("/a?b"))).endsWith("hello");
    }
    assertThat(application.requests())
        .hasSize(4)
        .containsOnly("GET /n?b HTTP/1.1\r\nHost: other\r\n\r\n");
  }

  private static HeaderEdits edits(List<String> remove, String set, String add) {
    return new HeaderEdits(
        remove,
        List.of(new HeaderEdits.Header("x-set", set)),
        List.of(new HeaderEdits.Header("x-add", add)));
  }

  @Test
  void editsHeadsForOneShareOfACluster() throws Exception {
    WeightedCluster plain = new WeightedCluster(Snapshots.CATALOG_CLUSTER, 1);
    WeightedCluster edited =
        new WeightedCluster(
            Snapshots.CATALOG_CLUSTER,
            1,
            edits(List.of("x-gone"), "share", "share"),
            edits(List.of("content-type"), "share", "share"),
            "canary.example");
    route(
        Snapshots.route(
            new PathMatch.Prefix("/"),
            new RouteAction.Forward(List.of(plain, edited), Duration.ZERO, Duration.ZERO, 500)));
    String request = "GET / HTTP/1.1\r\nHost: catalog\r\nX-Gone: 1\r\n\r\n";

    int editedResponses = 0;
    for (int i = 0; i < 40; i++) {
      editedResponses += send(request).contains("x-set: share\r\nx-add: share\r\n") ? 1 : 0;
    }

    assertThat(editedResponses).isBetween(1, 39);
    assertThat(application.requests())
        .filteredOn(
            "GET / HTTP/1.1\r\nHost: canary.example\r\nx-set: share\r\nx-add: share\r\n\r\n"
                ::equals)
        .hasSize(editedResponses);
    assertThat(application.requests()).filteredOn(request::equals).hasSize(40 - editedResponses);
  }

  @Test
  void theRoutesEditsAndHostCountBeforeThoseOfTheShare() throws Exception {
    WeightedCluster share =
        new WeightedCluster(
            Snapshots.CATALOG_CLUSTER,
            1,
            edits(List.of(), "share", "share"),
            edits(List.of(), "share", "share"),
            "share.example");
    route(
        new Route(
            "both",
            new RouteMatch(new PathMatch.Prefix("/"), List.of(), List.of()),
            new RouteAction.Forward(
                List.of(share),
                Duration.ZERO,
                Duration.ZERO,
                500,
                new Rewrite(new PathRewrite.Keep(), "route.example"),
                List.of()),
            edits(List.of(), "route", "route"),
            edits(List.of(), "route", "route")));
    String fields = "x-add: share\r\nx-set: route\r\nx-add: route\r\n";

    assertThat(send(TestClient.get("/"))).contains("\r\n" + fields);
    assertThat(application.requests())
        .containsExactly("GET / HTTP/1.1\r\nHost: route.example\r\n" + fields + "\r\n");
  }
}
