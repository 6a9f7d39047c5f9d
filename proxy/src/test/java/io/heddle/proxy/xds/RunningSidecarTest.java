package io.heddle.proxy.xds;

import static io.heddle.proxy.xds.EnvoyResources.CATALOG;
import static io.heddle.proxy.xds.EnvoyResources.CATALOG_LISTENER;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.heddle.certs.CertificateAuthority;
import io.heddle.v1.FromWorkload;
import io.heddle.v1.FromWorkload.MessageCase;
import io.heddle.v1.Released;
import io.heddle.v1.ToWorkload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code heddle run} as its user starts it: real processes, a scripted control plane. */
class RunningSidecarTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;
  private final CertificateAuthority authority = ScriptedControlPlane.authority();
  private final ScriptedControlPlane server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final RunningUnit unit;
  private Optional<ScriptedControlPlane.Ads> lastAds = Optional.empty();

  RunningSidecarTest() throws Exception {
    server = new ScriptedControlPlane(authority);
    unit = new RunningUnit();
  }

  @AfterEach
  void stop() throws Exception {
    unit.close();
    server.close();
    http.close();
  }

  @Test
  void requestsFlowAndAStopIsDrainedBeforeTheApplicationHearsOfIt() throws Exception {
    unit.start(directory, server.address(), server.token().text());
    ScriptedControlPlane.Session session = configure();
    assertThat(session.next(MessageCase.HEALTH).getHealth().getHealthy()).isFalse();
    while (!session.next(MessageCase.HEALTH).getHealth().getHealthy()) {
      // "Not checked yet" and "connection refused" come first.
    }
    unit.awaitLine("proxy ready: inbound ");
    assertThat(get()).isEqualTo("200 hello");

    unit.terminate();
    assertThat(session.next(MessageCase.STOPPING).hasStopping()).isTrue();
    assertThat(get()).isEqualTo("200 hello");
    assertThat(unit.printed()).doesNotContain(SmallApplication.STOPPING);

    letGo();
    session.send(ToWorkload.newBuilder().setReleased(Released.newBuilder()).build());
    assertThat(session.next(MessageCase.QUIET).hasQuiet()).isTrue();
    assertThat(unit.awaitExit(PATIENCE)).isZero();
    assertThat(unit.printed()).contains(SmallApplication.STOPPING);
  }

  @Test
  void aUnitWhoseStarterIsGoneWaitsForNobodyAndEnds() throws Exception {
    unit.start(directory, server.address(), server.token().text());
    configure();
    unit.awaitLine("proxy ready: inbound ");
    ProcessHandle application = unit.application();

    unit.endInput();

    // Before the bound of a drain that waits for clients, 20 s.
    unit.awaitExit(Duration.ofSeconds(15));
    assertThat(application.onExit()).succeedsWithin(PATIENCE);
    assertThat(unit.printed()).contains(SmallApplication.STOPPING);
  }

  @Test
  void aServiceThatDoesNotExistIsSaidWhenItIsFirstUsed() throws Exception {
    unit.start(directory, server.address(), server.token().text());
    configure(_ -> List.of());
    unit.awaitLine("proxy ready: inbound ");
    long start = System.nanoTime();

    assertThat(get()).startsWith("503 ");
    assertThat(get()).startsWith("503 ");

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("neither is held for its 2 s")
        .isLessThan(Duration.ofSeconds(4));
    assertThat(unit.printed())
        .filteredOn(line -> line.contains("outbound catalog:80: there is no " + CATALOG_LISTENER))
        .hasSize(1);
  }

  @Test
  void aSidecarThatIsKilledIsBackOnTheSamePortsAndTheApplicationStays() throws Exception {
    unit.start(directory, server.address(), server.token().text());
    configure();
    String ready = unit.awaitLine("proxy ready: inbound ");
    long application = unit.application().pid();

    unit.sidecar().destroyForcibly();
    configure();

    assertThat(unit.awaitLine("proxy ready: inbound ", 2)).isEqualTo(ready);
    assertThat(unit.application().pid()).isEqualTo(application);
    assertThat(get()).isEqualTo("200 hello");
  }

  @Test
  void anApplicationThatEndsByItselfIsReportedDrainedBehindAndItsCodeKept() throws Exception {
    unit.start(directory, server.address(), server.token().text());
    ScriptedControlPlane.Session session = configure();
    unit.awaitLine("proxy ready: inbound ");

    unit.application().destroyForcibly();

    FromWorkload health = session.next(MessageCase.HEALTH);
    while (health.getHealth().getHealthy()) {
      health = session.next(MessageCase.HEALTH);
    }
    assertThat(session.next(MessageCase.STOPPING).hasStopping()).isTrue();
    session.send(ToWorkload.newBuilder().setReleased(Released.newBuilder()).build());
    assertThat(unit.awaitExit(PATIENCE)).isEqualTo(137);
  }

  @Test
  void theSupervisorLoadsNothingOfTheSidecar() throws Exception {
    unit.start(directory, server.address(), server.token().text(), "-Xlog:class+load:stdout");
    configure();
    unit.awaitLine("proxy ready: inbound ");

    assertThat(unit.printed())
        .anyMatch(line -> line.contains(" io.heddle.proxy.supervisor.Supervisor "))
        .noneMatch(line -> line.contains(" io.netty."))
        .noneMatch(line -> line.contains(" io.micrometer."));
  }

  @Test
  void aSupervisorThatIsKilledLeavesNothingBehind() throws Exception {
    unit.start(directory, server.address(), server.token().text());
    ScriptedControlPlane.Session session = configure();
    unit.awaitLine("proxy ready: inbound ");
    ProcessHandle sidecar = unit.sidecar();
    ProcessHandle application = unit.application();

    unit.kill();
    assertThat(session.next(MessageCase.STOPPING).hasStopping()).isTrue();
    letGo();
    session.send(ToWorkload.newBuilder().setReleased(Released.newBuilder()).build());

    sidecar.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    application.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(sidecar.isAlive() || application.isAlive()).isFalse();
  }

  /** Serves the next session of the unit: it calls itself through the mesh. */
  private ScriptedControlPlane.Session configure() throws Exception {
    return configure(RunningSidecarTest::catalogAt);
  }

  private static List<Message> catalogAt(int port) {
    return List.of(
        EnvoyResources.outbound(CATALOG_LISTENER, "catalog-routes"),
        EnvoyResources.routes("catalog-routes", CATALOG),
        EnvoyResources.cluster(CATALOG).toBuilder()
            .setTransportSocket(
                EnvoyResources.upstreamTls(
                    List.of("spiffe://cluster.local/ns/shop/sa/web"), "heddle-http/1.1"))
            .build(),
        EnvoyResources.endpoints(
            CATALOG, EnvoyResources.endpoint("127.0.0.1", port, HealthStatus.HEALTHY)));
  }

  /** With what it can call, given the port where it is called itself. */
  private ScriptedControlPlane.Session configure(IntFunction<List<Message>> outbound)
      throws Exception {
    ScriptedControlPlane.Session session = server.awaitSession();
    FromWorkload hello = session.next(MessageCase.HELLO);
    String uid = hello.getHello().getInstanceUid();
    int port = hello.getHello().getInbound(0).getPort();
    int applicationPort = hello.getHello().getInbound(0).getAppPort();
    session.welcome();
    List<Message> resources =
        new ArrayList<>(
            List.of(
                EnvoyResources.roots(server.roots()),
                EnvoyResources.inbound(uid, port, applicationPort, List.of()),
                EnvoyResources.inboundCluster(applicationPort)));
    resources.addAll(outbound.apply(port));
    if (session.caller().certificate().isEmpty()) {
      FromWorkload csr = session.next(MessageCase.CSR);
      resources.add(EnvoyResources.chain(server.sign(csr, uid, Duration.ofHours(24))));
    }
    ScriptedControlPlane.Ads ads = server.awaitAds();
    lastAds = Optional.of(ads);
    Thread.ofVirtual().start(() -> new AnswersToSubscriptions(ads, resources).run());
    return session;
  }

  /** What a client's sidecar is sent when an instance drains; its own is its only client. */
  private void letGo() {
    lastAds.orElseThrow().send(ResourceType.ENDPOINTS, "2", EnvoyResources.endpoints(CATALOG));
  }

  private String get() throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create("http://" + unit.outbound() + "/"))
                .timeout(PATIENCE)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }
}
