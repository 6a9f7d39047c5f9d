package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.heddle.controlplane.identity.IdentityConfig;
import io.heddle.controlplane.rollout.Protections;
import io.heddle.controlplane.rollout.RolloutSettings;
import io.heddle.controlplane.rollout.RolloutTimes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole control plane over real sockets, with sidecars that are moved by hand. */
final class ControlPlaneTest {
  private static final String CLUSTER = "outbound|80||catalog.shop.svc.cluster.local";
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: catalog, namespace: shop}
      spec:
        selector: {app: catalog}
        ports: [{name: http, port: 80, targetPort: http}]
      """;

  @TempDir private Path directory = Path.of("");
  private Path files = Path.of("");
  private Path state = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws Exception {
    files = Files.createDirectory(directory.resolve("files"));
    state = directory.resolve("state");
    Files.writeString(files.resolve("catalog.yaml"), SERVICE);
  }

  @Test
  void aRolloutGoesThroughGateAndBarrier() throws Exception {
    try (ControlPlane controlPlane = start();
        HandSidecar web = join("web-1", "web", controlPlane);
        HandSidecar old = join("catalog-1", "catalog", controlPlane)) {
      old.healthy();
      assertThat(waitFor(controlPlane, "instance/catalog-1")).isZero();
      web.subscribe(CLUSTER);
      DeltaDiscoveryResponse first = web.push();
      assertThat(HandSidecar.health(first)).isEqualTo(Map.of("catalog-1", "HEALTHY"));
      web.acknowledge(first);

      try (HandSidecar replacement = join("catalog-2", "catalog", controlPlane)) {
        replacement.healthy();
        DeltaDiscoveryResponse warming = web.push();
        assertThat(HandSidecar.health(warming)).containsEntry("catalog-2", "UNHEALTHY");
        web.acknowledge(warming);
        web.reached("catalog-2");
        DeltaDiscoveryResponse serving = web.push();
        assertThat(HandSidecar.health(serving)).containsEntry("catalog-2", "HEALTHY");
        web.acknowledge(serving);
        assertThat(waitFor(controlPlane, "instance/catalog-2")).isZero();

        old.stopping();
        DeltaDiscoveryResponse draining = web.push();
        assertThat(HandSidecar.health(draining)).containsEntry("catalog-1", "DRAINING");
        assertThat(get(controlPlane, "/v1/instances")).contains("DRAINING");
        assertThat(old.wasToldNothing()).isTrue();
        web.acknowledge(draining);
        assertThat(old.released()).isEmpty();

        old.quiet();
        DeltaDiscoveryResponse gone = web.push();
        assertThat(HandSidecar.health(gone)).isEqualTo(Map.of("catalog-2", "HEALTHY"));
        web.acknowledge(gone);
        assertThat(waitFor(controlPlane, "")).isZero();
        assertThat(get(controlPlane, "/v1/rollouts"))
            .contains("\"instancesOut\" : [ \"catalog-1\" ]")
            .contains("\"slowest\" : \"web-1\"");
      }
    }
  }

  @Test
  void aLocalProgramGetsResourcesWithoutACredentialAndNoSecrets() throws Exception {
    try (ControlPlane controlPlane = start();
        PlaintextClient client =
            new PlaintextClient(controlPlane.xdsPlaintext().orElseThrow(), "gateway")) {
      assertThat(client.fetch("envoy.config.cluster.v3.Cluster")).containsExactly(CLUSTER);
      assertThat(client.fetch("envoy.extensions.transport_sockets.tls.v3.Secret", "default"))
          .isEmpty();
      assertThat(get(controlPlane, "/v1/proxies")).contains("\"plaintext/gateway\"");
    }
  }

  @Test
  void aLocalProgramWithoutANameIsToldToHaveOne() throws Exception {
    try (ControlPlane controlPlane = start();
        PlaintextClient client =
            new PlaintextClient(controlPlane.xdsPlaintext().orElseThrow(), "")) {
      assertThatThrownBy(() -> client.fetch("envoy.config.cluster.v3.Cluster"))
          .hasMessageContaining("node.id: none");
    }
  }

  @Test
  void aProgramWithoutASidecarGetsItsCertificateInFiles() throws Exception {
    String gateway = "spiffe://cluster.local/ns/shop/sa/gateway";
    Path folder = directory.resolve("gateway");
    String[] issue = {
      "cert",
      "issue",
      "--identity",
      gateway,
      "--state",
      state.toString(),
      "--out",
      folder.toString()
    };
    assertThat(run(issue)).isEqualTo(1);
    assertThat(err.toString()).startsWith("state: " + state + ": no authority").hasLineCount(1);

    try (ControlPlane _ = start()) {
      assertThat(run(issue)).isZero();
      assertThat(folder).isDirectoryContaining("glob:**tls.crt");
    }
  }

  @Test
  void aCertificateForNobodyIsWrongUse() {
    assertThat(
            run(
                "cert",
                "issue",
                "--identity",
                "gateway",
                "--state",
                state.toString(),
                "--out",
                directory.resolve("gateway").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).startsWith("identity: ").hasLineCount(1);
  }

  @Test
  void whatServedBeforeARestartServesAfterIt() throws Exception {
    try (ControlPlane controlPlane = start();
        HandSidecar catalog = join("catalog-1", "catalog", controlPlane)) {
      catalog.healthy();
      assertThat(waitFor(controlPlane, "instance/catalog-1")).isZero();
    }

    try (ControlPlane controlPlane = start();
        HandSidecar web = join("web-1", "web", controlPlane)) {
      web.subscribe(CLUSTER);

      assertThat(HandSidecar.health(web.push())).isEqualTo(Map.of("catalog-1", "HEALTHY"));
      assertThat(get(controlPlane, "/v1/instances")).contains("session lost");
    }
  }

  @Test
  void aFileThatWasJustWrittenIsPartOfWhatIsWaitedFor() throws Exception {
    try (ControlPlane controlPlane = start()) {
      Files.writeString(files.resolve("orders.yaml"), SERVICE.replace("catalog", "orders"));

      assertThat(waitFor(controlPlane, "Service/orders")).isZero();
      assertThat(get(controlPlane, "/config_dump")).contains("orders.shop.svc.cluster.local");

      Files.delete(files.resolve("orders.yaml"));
      assertThat(waitFor(controlPlane, "Service/orders")).isZero();
      assertThat(get(controlPlane, "/config_dump")).doesNotContain("orders.shop.svc.cluster.local");
    }
  }

  @Test
  void showsTheBytesThatAListenerLeadsTo() throws Exception {
    try (ControlPlane controlPlane = start()) {
      String listener = "catalog.shop.svc.cluster.local:80";
      assertThat(waitFor(controlPlane, "Service/catalog")).isZero();

      assertThat(get(controlPlane, "/v1/resources?listener=" + listener))
          .contains(listener)
          .contains("envoy.config.endpoint.v3.ClusterLoadAssignment");
    }
  }

  @Test
  void isReadyAndShowsNoSecret() throws Exception {
    try (ControlPlane controlPlane = start();
        HandSidecar catalog = join("catalog-1", "catalog", controlPlane)) {
      catalog.healthy();
      assertThat(waitFor(controlPlane, "instance/catalog-1")).isZero();

      assertThat(get(controlPlane, "/readyz")).isEqualTo("ok\n");
      assertThat(get(controlPlane, "/metrics"))
          .contains("heddle_certificates_issued_total 1.0")
          .contains("heddle_instances{state=\"SERVING\"} 1.0");
      for (String page :
          new String[] {"/config_dump", "/v1/resources", "/v1/instances", "/v1/proxies"}) {
        assertThat(get(controlPlane, page))
            .doesNotContain("PRIVATE KEY")
            .doesNotContain("BEGIN CERTIFICATE")
            .doesNotContain("heddle1.");
      }
    }
  }

  @Test
  void anAddressThatIsTakenIsOneLine() throws Exception {
    try (ControlPlane controlPlane = start()) {
      ControlPlaneConfig same = config(controlPlane.listen());

      assertThatThrownBy(() -> ControlPlane.start(same).close())
          .isInstanceOf(StartException.class)
          .hasMessage(
              "xds: 127.0.0.1:%d: Address already in use (expected: a free address of this host)",
              controlPlane.listen().getPort());
    }
  }

  @Test
  void directoriesThatCannotBeUsedAreOneLine() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    int code =
        run(
            "control-plane",
            "--files",
            file.toString(),
            "--state",
            state.toString(),
            "--listen",
            "127.0.0.1:0",
            "--admin",
            "127.0.0.1:0");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .isEqualTo("files: %s (expected: a directory with *.yaml or *.yml files)%n", file);
    err.getBuffer().setLength(0);

    assertThat(
            run(
                "control-plane",
                "--files",
                files.toString(),
                "--state",
                file.toString(),
                "--listen",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0"))
        .isEqualTo(1);
    assertThat(err.toString()).startsWith("state: " + file + ": ").hasLineCount(1);
  }

  private ControlPlane start() throws StartException {
    return ControlPlane.start(config(anyPort()));
  }

  private ControlPlaneConfig config(InetSocketAddress listen) {
    RolloutTimes times = RolloutTimes.DEFAULT.withUnknownFor(Duration.ZERO);
    return new ControlPlaneConfig(
        files,
        state,
        listen,
        anyPort(),
        Optional.of(anyPort()),
        IdentityConfig.defaults("cluster.local"),
        new RolloutSettings(Protections.ALL, times));
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private HandSidecar join(String uid, String service, ControlPlane controlPlane) throws Exception {
    out.getBuffer().setLength(0);
    assertThat(
            run("token", "create", "--service", service, "-n", "shop", "--state", state.toString()))
        .isZero();
    return new HandSidecar(uid, out.toString().strip(), controlPlane.listen());
  }

  /** Waits as a user does; nothing: for everything. */
  private int waitFor(ControlPlane controlPlane, String what) {
    String admin = "127.0.0.1:" + controlPlane.admin().getPort();
    return what.isEmpty()
        ? run("wait", "--timeout", "10s", "--admin", admin)
        : run("wait", what, "-n", "shop", "--timeout", "10s", "--admin", admin);
  }

  private int run(String... arguments) {
    return Main.run(arguments, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private static String get(ControlPlane controlPlane, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + controlPlane.admin().getPort() + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
