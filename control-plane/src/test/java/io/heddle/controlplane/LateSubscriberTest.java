package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.heddle.controlplane.identity.IdentityConfig;
import io.heddle.controlplane.rollout.Protections;
import io.heddle.controlplane.rollout.RolloutSettings;
import io.heddle.controlplane.rollout.RolloutTimes;
import io.heddle.controlplane.xds.TypeUrls;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sidecars that subscribe to a service because they use it, in the middle of its rollout. */
final class LateSubscriberTest {
  private static final String CLUSTER = "outbound|80||catalog.shop.svc.cluster.local";
  private static final String CATALOG = "catalog.shop.svc.cluster.local:80";
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: catalog, namespace: shop}
      spec: {selector: {app: catalog}, ports: [{name: http, port: 80, targetPort: http}]}
      """;

  @TempDir private Path directory = Path.of("");
  private final List<AutoCloseable> opened = new ArrayList<>();
  private ControlPlaneConfig config = config(Path.of(""));

  @BeforeEach
  void write() throws Exception {
    config = config(directory);
    Files.createDirectory(config.files());
    Files.writeString(config.files().resolve("catalog.yaml"), SERVICE);
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

  @Test
  void oneThatComesWhileAnInstanceWarmsIsWaitedForToo() throws Exception {
    ControlPlane controlPlane = start();
    HandSidecar early = join("web-1", "web", controlPlane);
    early.subscribe(CLUSTER);
    early.acknowledge(early.push());
    HandSidecar catalog = join("catalog-1", "catalog", controlPlane);
    catalog.healthy();
    DeltaDiscoveryResponse warming = early.push();
    HandSidecar late = join("web-2", "web", controlPlane);

    late.subscribe(CLUSTER);
    DeltaDiscoveryResponse first = late.push();
    assertThat(HandSidecar.health(first)).isEqualTo(Map.of("catalog-1", "UNHEALTHY"));
    early.acknowledge(warming);
    early.reached("catalog-1");
    late.acknowledge(first);
    assertThat(early.wasPushedNothing() && late.wasPushedNothing()).isTrue();

    late.reached("catalog-1");
    assertThat(HandSidecar.health(late.push())).isEqualTo(Map.of("catalog-1", "HEALTHY"));
    assertThat(HandSidecar.health(early.push())).isEqualTo(Map.of("catalog-1", "HEALTHY"));
  }

  @Test
  void oneThatComesWhileAnInstanceDrainsIsToldSoFirstAndWaitedFor() throws Exception {
    ControlPlane controlPlane = start();
    HandSidecar leaving = serving("catalog-1", controlPlane);
    serving("catalog-2", controlPlane);
    HandSidecar early = join("web-1", "web", controlPlane);
    early.subscribe(CLUSTER);
    early.acknowledge(early.push());
    leaving.stopping();
    DeltaDiscoveryResponse draining = early.push();
    HandSidecar late = join("web-2", "web", controlPlane);

    late.subscribe(CLUSTER);
    DeltaDiscoveryResponse first = late.push();
    assertThat(HandSidecar.health(first))
        .isEqualTo(Map.of("catalog-1", "DRAINING", "catalog-2", "HEALTHY"));
    early.acknowledge(draining);
    assertThat(leaving.wasToldNothing()).isTrue();

    late.acknowledge(first);
    assertThat(leaving.released()).isEmpty();
  }

  @Test
  void oneThatComesAfterTheReleaseNeverHearsOfTheInstance() throws Exception {
    ControlPlane controlPlane = start();
    HandSidecar leaving = serving("catalog-1", controlPlane);
    serving("catalog-2", controlPlane);
    HandSidecar late = join("web-1", "web", controlPlane);
    late.subscribe(TypeUrls.LISTENER, CATALOG);
    late.acknowledge(late.push());
    leaving.stopping();
    assertThat(leaving.released()).as("nobody holds it").isEmpty();
    leaving.quiet();
    HandSidecar witness = join("web-2", "web", controlPlane);
    witness.subscribe(CLUSTER);
    DeltaDiscoveryResponse seen = witness.push();
    while (HandSidecar.health(seen).containsKey("catalog-1")) {
      witness.acknowledge(seen);
      seen = witness.push();
    }

    late.subscribe(CLUSTER);

    assertThat(HandSidecar.health(late.push())).isEqualTo(Map.of("catalog-2", "HEALTHY"));
  }

  @Test
  void anInstanceThatStartsIsToldWhatOthersOfItsIdentityUse() throws Exception {
    ControlPlane controlPlane = start();
    HandSidecar first = join("web-1", "web", controlPlane);
    first.subscribe(TypeUrls.LISTENER, "inbound/web-1");
    DeltaDiscoveryResponse own = first.push();
    assertThat(prefetch(own)).isEmpty();
    first.acknowledge(own);
    first.subscribe(TypeUrls.LISTENER, CATALOG, "misspelt.shop.svc.cluster.local:80");
    first.acknowledge(first.push());

    HandSidecar second = join("web-2", "web", controlPlane);
    second.subscribe(TypeUrls.LISTENER, "inbound/web-2");
    assertThat(prefetch(second.push())).containsExactly(CATALOG);
    assertThat(first.wasPushedNothing()).isTrue();

    HandSidecar other = join("catalog-1", "catalog", controlPlane);
    other.subscribe(TypeUrls.LISTENER, "inbound/catalog-1");
    assertThat(prefetch(other.push())).as("another identity").isEmpty();
  }

  private static List<String> prefetch(DeltaDiscoveryResponse push) throws Exception {
    Listener listener = push.getResources(0).getResource().unpack(Listener.class);
    return listener.getMetadata().getFilterMetadataMap().values().stream()
        .flatMap(ours -> ours.getFieldsOrThrow("prefetch").getListValue().getValuesList().stream())
        .map(name -> name.getStringValue())
        .toList();
  }

  private ControlPlane start() throws Exception {
    ControlPlane controlPlane = ControlPlane.start(config);
    opened.add(controlPlane);
    return controlPlane;
  }

  private HandSidecar serving(String uid, ControlPlane controlPlane) throws Exception {
    HandSidecar sidecar = join(uid, "catalog", controlPlane);
    sidecar.healthy();
    String admin = "127.0.0.1:" + controlPlane.admin().getPort();
    run("wait", "instance/" + uid, "-n", "shop", "--timeout", "10s", "--admin", admin);
    return sidecar;
  }

  private HandSidecar join(String uid, String service, ControlPlane controlPlane) throws Exception {
    String state = config.state().toString();
    String token = run("token", "create", "--service", service, "-n", "shop", "--state", state);
    HandSidecar sidecar = new HandSidecar(uid, token.strip(), controlPlane.listen());
    opened.add(sidecar);
    return sidecar;
  }

  private static String run(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out, true);
    assertThat(Main.run(arguments, Map.of(), printer, printer)).as("%s", out).isZero();
    return out.toString();
  }

  private static ControlPlaneConfig config(Path directory) {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new ControlPlaneConfig(
        directory.resolve("files"),
        directory.resolve("state"),
        anyPort,
        anyPort,
        Optional.empty(),
        IdentityConfig.defaults("cluster.local"),
        new RolloutSettings(Protections.ALL, RolloutTimes.DEFAULT.withUnknownFor(Duration.ZERO)));
  }
}
