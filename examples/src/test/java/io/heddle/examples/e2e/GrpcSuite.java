package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.PartPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gRPC client without a proxy, by the library's own xDS: the state of the world. */
final class GrpcSuite {
  private static final String CLIENT = "spiffe://cluster.local/ns/shop/sa/caller";
  private static final String SERVER = "spiffe://cluster.local/ns/shop/sa/rates-alone";
  private static final Duration LIFETIME = Duration.ofSeconds(20);
  private static final Duration BOUND = Duration.ofSeconds(40);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @BeforeEach
  void requireGrpc() throws Exception {
    GrpcPython.require();
  }

  @ParameterizedTest
  @EnumSource
  void aRolloutOfServersBehindSidecarsFailsNoCall(GrpcClient.Library library) throws Exception {
    int replaced = size.choose(3, 12);
    Mesh mesh = start("r");
    write("rates.yaml", service("rates", "rates", "tcp"));
    Deque<GrpcReplica> replicas = new ArrayDeque<>();
    int serial = 0;
    while (replicas.size() < 2) {
      replicas.add(GrpcReplica.start(endToEnd, mesh, "rates-" + ++serial));
    }
    GrpcClient client = client(mesh, library);
    for (int i = 0; i < replaced; i++) {
      replicas.add(GrpcReplica.start(endToEnd, mesh, "rates-" + ++serial));
      replicas.remove().stop();
      client.settle(100);
    }
    GrpcClient.Calls calls = client.finish();
    Results.of("grpc-rollout-" + library.name().toLowerCase(Locale.ROOT))
        .add("calls", calls.all())
        .add("failed", calls.failed().toString())
        .add("replaced", replaced)
        .keep();

    assertThat(calls.failed()).isEmpty();
    assertThat(calls.answered()).as("each took its part").hasSize(serial);
  }

  @ParameterizedTest
  @EnumSource
  void callsOfServersWithoutAnySidecarAreSharedOutByWeight(GrpcClient.Library library)
      throws Exception {
    Mesh mesh = start("w");
    Path certificates = IssuedFiles.of(endToEnd, "rates", SERVER, Duration.ofHours(1));
    server(mesh, "heavy", certificates, "a");
    server(mesh, "light", certificates, "b");
    write("rates.yaml", service("rates", "nobody", "http"), route());
    GrpcClient client = client(mesh, library);
    client.settle(size.choose(400, 4_000));
    GrpcClient.Calls calls = client.finish();
    double share = (double) calls.answered().getOrDefault("heavy", 0L) / calls.all();
    Results.of("grpc-weights-" + library.name().toLowerCase(Locale.ROOT))
        .add("calls", calls.all())
        .add("share", share)
        .keep();

    assertThat(calls.failed()).isEmpty();
    // One in 16,000 fair runs lies outside.
    assertThat(share).isCloseTo(0.75, within(4 * Math.sqrt(0.75 * 0.25 / calls.all())));
  }

  private Mesh start(String name) throws IOException, InterruptedException {
    return endToEnd.startMesh(PartPlan.undisturbed(name, 1, 100, 23).servingStrangers());
  }

  private GrpcClient client(Mesh mesh, GrpcClient.Library library)
      throws IOException, InterruptedException {
    Path certificates = IssuedFiles.of(endToEnd, "caller", CLIENT, LIFETIME);
    return GrpcClient.start(
        endToEnd, mesh, library, "rates.shop.svc.cluster.local:81", certificates);
  }

  /** A server by itself, with a Service and a slice of its own. */
  private void server(Mesh mesh, String name, Path certificates, String zone)
      throws IOException, InterruptedException {
    int port = mesh.freePort();
    ManagedProcess server =
        endToEnd.launch(
            name,
            GrpcPython.command(
                "server.py",
                Path.of("/dev/null"),
                String.valueOf(port),
                name,
                certificates.toString()),
            "rates ready:");
    var _ = server.awaitReady(BOUND);
    String slice =
        """
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: %s
          namespace: shop
          labels: {kubernetes.io/service-name: %s}
          annotations: {heddle.io/identity: "%s"}
        addressType: IPv4
        ports: [{name: grpc, port: %d}]
        endpoints: [{addresses: [127.0.0.1], zone: %s}]
        """
            .formatted(name, name, SERVER, port, zone);
    write(name + ".yaml", service(name, "nobody", "http"), slice);
  }

  private void write(String file, String... documents) throws IOException {
    Files.writeString(endToEnd.files().objects().resolve(file), String.join("---\n", documents));
  }

  private static String service(String name, String app, String protocol) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s, namespace: shop}
    spec:
      selector: {app: %s}
      ports: [{name: grpc, port: 81, targetPort: grpc, appProtocol: %s}]
    """
        .formatted(name, app, protocol);
  }

  private static String route() {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: rates, namespace: shop}
    spec:
      parentRefs: [{group: "", kind: Service, name: rates, port: 81}]
      rules:
      - backendRefs:
        - {name: heavy, port: 81, weight: 75}
        - {name: light, port: 81, weight: 25}
    """;
  }
}
