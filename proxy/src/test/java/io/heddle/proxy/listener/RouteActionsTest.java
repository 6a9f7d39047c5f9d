package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.PathMatch;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.Route;
import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.filter.gate.InboundGate;
import java.time.Duration;
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
        Snapshots.route(
            new PathMatch.Prefix("/old"), redirect(new PathRewrite.Matched("/new"))),
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
  void redirectsNobodyWhoDoesNotSayWhichHostHeMeans() throws Exception {
    route(
        Snapshots.route(
            new PathMatch.Prefix("/"),
            new RouteAction.Redirect(302, "https", "", 0, new PathRewrite.Keep(), false)));

    assertThat(send("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(send(TestClient.get("/"))).contains("\r\nlocation: https://catalog/\r\n");
  }
}
