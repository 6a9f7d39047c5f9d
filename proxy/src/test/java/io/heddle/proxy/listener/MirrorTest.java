package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.HeaderEdits;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Rewrite;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.config.RouteMatch;
import io.heddle.proxy.config.WeightedCluster;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of requests at another service, through a sidecar at each place. */
final class MirrorTest {
  private static final String SHADOW = "outbound|80||shadow.shop.svc.cluster.local";

  private FakeMesh mesh;
  private TestApplication application;
  private TestApplication shadow;
  private Endpoint toApplication;
  private Endpoint toShadow;

  @BeforeEach
  void start() throws Exception {
    mesh = new FakeMesh();
    application = mesh.closing(TestApplication.answering("hello"));
    shadow = mesh.closing(TestApplication.answering("never seen"));
    toApplication = serving(application, "catalog-1");
    toShadow = serving(shadow, "catalog-2");
  }

  private Endpoint serving(TestApplication behind, String uid) throws Exception {
    TestProxy server = mesh.closing(TestProxy.inbound(behind.port()));
    server.apply(
        Snapshots.empty()
            .identity(mesh.identities().of("catalog"))
            .inbound(server.meshPort(), behind.port())
            .build());
    server.dataPath().gate().to(InboundGate.State.OPEN);
    return Snapshots.endpoint(server.meshPort(), uid);
  }

  @AfterEach
  void stop() throws Exception {
    mesh.close();
  }

  private void route(Mirror mirror, Endpoint... mirrors) {
    HeaderEdits edits =
        new HeaderEdits(
            List.of("x-gone"), List.of(), List.of(new HeaderEdits.Header("x-added", "1")));
    RouteAction.Forward action =
        new RouteAction.Forward(
            List.of(new WeightedCluster(Snapshots.CATALOG_CLUSTER, 1)),
            Duration.ZERO,
            Duration.ZERO,
            500,
            new Rewrite(new PathRewrite.Matched("/v2"), ""),
            List.of(mirror));
    mesh.client()
        .apply(
            Snapshots.empty()
                .identity(mesh.identities().of("web"))
                .routes(
                    new Route(
                        "shop",
                        new RouteMatch(new PathMatch.Prefix("/shop"), List.of(), List.of()),
                        action,
                        edits,
                        HeaderEdits.NONE),
                    Snapshots.route(
                        new PathMatch.Prefix("/"),
                        Snapshots.forward(Snapshots.CATALOG_CLUSTER, Duration.ZERO)))
                .meshCluster("heddle-http/1.1", toApplication)
                .cluster(
                    new ClusterConfig(
                        SHADOW,
                        new EndpointSource.Discovered(SHADOW),
                        Snapshots.mutualTls("heddle-http/1.1", "catalog"),
                        ClusterConfig.Balance.LEAST_REQUEST,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        ClusterLimits.DEFAULT),
                    mirrors)
                .build());
  }

  private static String post(String host) {
    return "POST /shop/orders?x HTTP/1.1\r\nHost: "
        + host
        + "\r\nX-Gone: 1\r\nContent-Length: 3\r\n\r\nx=1";
  }

  @Test
  void copiesWhatIsSentOnAndThrowsTheAnswerAway() throws Exception {
    route(new Mirror(SHADOW, 1, 1, true), toShadow);

    try (TestClient asking = new TestClient(mesh.client().address())) {
      assertThat(asking.exchange(post("catalog:80"))).endsWith("\r\n\r\nhello");
      assertThat(asking.exchange(TestClient.get("/other"))).endsWith("\r\n\r\nhello");
      assertThat(asking.exchange(TestClient.get("/shop"))).endsWith("\r\n\r\nhello");
    }
    Eventually.until(() -> shadow.requests().size() == 2);

    String rest = "\r\nx-added: 1\r\ncontent-length: 3\r\n\r\nx=1";
    assertThat(application.requests().getFirst())
        .isEqualTo("POST /v2/orders?x HTTP/1.1\r\nHost: catalog:80" + rest);
    assertThat(shadow.requests())
        .containsExactlyInAnyOrder(
            "POST /v2/orders?x HTTP/1.1\r\nhost: catalog-shadow:80" + rest,
            "GET /v2 HTTP/1.1\r\nhost: catalog-shadow\r\nx-added: 1\r\n\r\n");
  }

  @Test
  void leavesTheHostAsItIsWhereTheRouteSaysSo() throws Exception {
    route(new Mirror(SHADOW, 1, 1, false), toShadow);

    assertThat(mesh.send(post("catalog"))).endsWith("hello");
    Eventually.until(() -> shadow.requests().size() == 1);

    assertThat(shadow.requests().getFirst()).contains("\r\nhost: catalog\r\n");
  }

  @Test
  void isAnsweredThoughTheCopyIsNot() throws Exception {
    TestApplication silent =
        mesh.sidecar(talk -> {
          talk.readRequest();
          talk.readRequest();
        });
    route(new Mirror(SHADOW, 1, 1, true), FakeMesh.at(silent, "silent"));

    for (int i = 0; i < 3; i++) {
      assertThat(mesh.send(post("catalog"))).endsWith("hello");
    }
    Eventually.until(() -> silent.requests().size() == 3);
    assertThat(silent.requests()).allMatch(request -> request.endsWith("x=1"));
  }

  @Test
  void isAnsweredThoughNobodyTakesTheCopy() throws Exception {
    route(new Mirror(SHADOW, 1, 1, true), Snapshots.endpoint(FakeMesh.nobody(), "gone"));

    assertThat(mesh.send(post("catalog"))).endsWith("hello");
    assertThat(mesh.client().facts().nextDrop()).isEqualTo(Drop.UNREACHABLE);
    assertThat(mesh.client().facts().nextEnded().redispatched()).isZero();
  }

  @Test
  void aBodyThatIsTooLargeIsNotCopied() throws Exception {
    route(new Mirror(SHADOW, 1, 1, true), toShadow);

    assertThat(mesh.send(TestClient.post("/shop", "x".repeat(64 * 1024 + 1)))).endsWith("hello");
    assertThat(mesh.client().facts().nextDrop()).isEqualTo(Drop.TOO_LARGE);
    assertThat(mesh.send(TestClient.post("/shop", "x".repeat(64 * 1024)))).endsWith("hello");
    Eventually.until(() -> shadow.requests().size() == 1);
    assertThat(shadow.requests().getFirst()).contains("content-length: 65536\r\n");
  }
}
