package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.LoadRun;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.ReplicaSpec;
import io.heddle.examples.demo.Shop;
import io.heddle.perf.load.LoadReport;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Stock Envoys as servers of the mesh, beside replicas with sidecars of ours. */
final class EnvoyServerSuite {
  private static final int REPLICAS = 2;
  private static final String IDENTITY = "spiffe://cluster.local/ns/shop/sa/catalog-envoy";
  private static final String CLIENT = "spiffe://cluster.local/ns/shop/sa/gateway";
  private static final String VERSION = "envoy";
  private static final Duration LIFETIME = Duration.ofSeconds(10);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();
  private int serial = 1_000;

  @BeforeEach
  void requireEnvoy() throws Exception {
    EnvoyBinary.find();
  }

  @Test
  void serversBehindEnvoysAreReplacedWithoutALoss() throws Exception {
    int replaced = size.choose(2, 12);
    Shop shop =
        endToEnd.start(PartPlan.undisturbed("s", REPLICAS, size.rate(), 19).servingStrangers());
    Path certificates = IssuedFiles.of(endToEnd, "catalog-envoy", IDENTITY, LIFETIME);
    Slice slice = new Slice(endToEnd.files().objects(), IDENTITY);
    Deque<EnvoyServer> servers = new ArrayDeque<>();
    for (int i = 0; i < REPLICAS; i++) {
      servers.add(add(shop, slice, certificates));
    }
    List<InetSocketAddress> targets = new ArrayList<>(shop.mesh().webs());
    targets.add(client(shop).front());
    long read;
    LoadReport report;
    try (LoadRun load = shop.startLoad("s", targets)) {
      for (int i = 0; i < replaced; i++) {
        servers.add(add(shop, slice, certificates));
        remove(servers.remove(), shop, slice);
        long goal = load.counts().settled() + size.rate();
        Await.until(
            "a second's load", Duration.ofMinutes(1), () -> load.counts().settled() >= goal);
      }
      read = servers.getFirst().timesRead();
      report = load.finish();
    }
    long executed = Executions.of(shop, "catalog", VERSION);
    Results.of("envoy-servers")
        .add("requests", report.requests())
        .add("failed", report.failed())
        .add("replaced", replaced)
        .add("executedBehindEnvoys", executed)
        .add("p99Millis", report.latencyMillis(99))
        .keep();

    assertThat(report.failures()).isEmpty();
    assertThat(report.failed()).isZero();
    assertThat(Executions.twice(shop, "catalog")).isEmpty();
    assertThat(executed).isGreaterThan(report.requests() / 4);
    assertThat(read).as("reads of its certificate and the roots").isGreaterThan(2);
  }

  private EnvoyServer add(Shop shop, Slice slice, Path certificates) throws Exception {
    int slot = ++serial;
    EnvoyServer server =
        EnvoyServer.start(
            endToEnd, shop.mesh(), new ReplicaSpec("catalog", slot, slot, VERSION), certificates);
    slice.put(server.port(), Slice.Health.READY);
    Convergence.await(shop.mesh().controlPlane().adminAddress());
    return server;
  }

  /** What an operator does: nobody sends to it any more, then it ends, then it is struck off. */
  private static void remove(EnvoyServer server, Shop shop, Slice slice) throws Exception {
    slice.put(server.port(), Slice.Health.LEAVING);
    Convergence.await(shop.mesh().controlPlane().adminAddress());
    server.stop();
    slice.remove(server.port());
  }

  private EnvoyClient client(Shop shop) throws Exception {
    Path certificates = IssuedFiles.of(endToEnd, "gateway", CLIENT, LIFETIME);
    EnvoyClient client =
        EnvoyClient.start(endToEnd, shop.mesh(), EnvoyClient.Variant.DELTA_GRPC, certificates);
    client.awaitHealthy(2 * REPLICAS);
    return client;
  }
}
