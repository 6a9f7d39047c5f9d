package io.heddle.examples.e2e;

import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.ReplicaSpec;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sidecars of a mesh that java-control-plane's server runs, with certificates in files. */
final class OtherMesh implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration LIFETIME = Duration.ofSeconds(10);
  private static final String CATALOG = "spiffe://cluster.local/ns/shop/sa/catalog";
  private static final String WEB = "spiffe://cluster.local/ns/shop/sa/web";
  private static final String SERVER = "spiffe://cluster.local/ns/ops/sa/xds";
  private static final String LISTENER = "catalog.shop.svc.cluster.local:80";

  private final EndToEnd endToEnd;
  private final Mesh mesh;
  private final Path web;
  private final Path catalog;
  private final JavaControlPlane controlPlane;
  private final String address;
  private final MeshSnapshot snapshot = new MeshSnapshot(CATALOG);
  private int servers = 1;

  private OtherMesh(
      EndToEnd endToEnd,
      Mesh mesh,
      Path web,
      Path catalog,
      JavaControlPlane controlPlane,
      String address) {
    this.endToEnd = endToEnd;
    this.mesh = mesh;
    this.web = web;
    this.catalog = catalog;
    this.controlPlane = controlPlane;
    this.address = address;
  }

  /** How the sidecars speak with the server. */
  enum Wire {
    PLAINTEXT,
    MUTUAL_TLS;

    /** Of letters alone. */
    String loadName() {
      return switch (this) {
        case PLAINTEXT -> "p";
        case MUTUAL_TLS -> "t";
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A catalog behind a sidecar. */
  record Server(String node, int port, ManagedProcess unit) {}

  /** {@code mesh} issues the certificates. */
  static OtherMesh start(EndToEnd endToEnd, Mesh mesh, Wire wire)
      throws IOException, InterruptedException {
    int port = mesh.freePort();
    Optional<Path> own =
        switch (wire) {
          case PLAINTEXT -> Optional.empty();
          case MUTUAL_TLS ->
              Optional.of(IssuedFiles.of(endToEnd, "xds", SERVER, Duration.ofHours(1)));
        };
    return new OtherMesh(
        endToEnd,
        mesh,
        IssuedFiles.of(endToEnd, "web", WEB, LIFETIME),
        IssuedFiles.of(endToEnd, "catalog", CATALOG, LIFETIME),
        new JavaControlPlane(port, own),
        (wire == Wire.PLAINTEXT ? "http://" : "") + "127.0.0.1:" + port);
  }

  /** Starts a server, and returns when it serves. */
  Server server(String version) throws IOException, InterruptedException {
    int slot = ++servers;
    ReplicaSpec spec = new ReplicaSpec("catalog", slot, slot, version);
    int port = mesh.freePort();
    Mesh.Application unit = mesh.startUnit(spec, port, settings(spec.name(), catalog));
    snapshot.serve(spec.name(), port, unit.port());
    push();
    var _ = unit.process().awaitReady(BOUND);
    return new Server(spec.name(), port, unit.process());
  }

  /** As an operator does when nobody is sent there any more. */
  void stop(Server server) throws InterruptedException {
    askToStop(server);
    awaitExit(server);
  }

  void askToStop(Server server) {
    server.unit().terminate();
  }

  void awaitExit(Server server) throws InterruptedException {
    if (!server.unit().awaitExit(BOUND)) {
      throw new AssertionError(server.node() + ": runs " + BOUND + " after SIGTERM");
    }
  }

  /** Starts a client, and returns when its sidecar is ready. */
  Client client() throws IOException, InterruptedException {
    int port = mesh.freePort();
    int nowhere = mesh.freePort();
    List<String> command = new ArrayList<>(settings("web-1", web));
    command.addAll(List.of("--outbound", "catalog:80=" + port));
    command.addAll(List.of("--outbound", "nowhere:80=" + nowhere));
    command.addAll(List.of("--", "sleep", "3600"));
    ManagedProcess unit = endToEnd.launch("web-1", Commands.find().run(command), "proxy ready:");
    String ready = unit.awaitReady(BOUND);
    String admin = ready.substring(ready.indexOf(" admin ") + 7, ready.indexOf(" health ")).strip();
    return new Client(loopback(port), loopback(nowhere), admin);
  }

  private List<String> settings(String node, Path certificates) throws IOException {
    List<String> settings = new ArrayList<>();
    settings.addAll(List.of("--control-plane", address, "--certificates", certificates.toString()));
    if (!address.startsWith("http:")) {
      settings.addAll(List.of("--control-plane-id", SERVER));
    }
    settings.addAll(List.of("--node-id", node, "--node-cluster", "shop"));
    settings.addAll(List.of("--state", endToEnd.files().sidecarState(node).toString()));
    settings.addAll(List.of("--admin", "127.0.0.1:0", "--health-listen", "127.0.0.1:0"));
    return settings;
  }

  /** All requests go to one server. */
  void route(String cluster, Server server) {
    reach(cluster, server);
    snapshot.route(LISTENER, Map.of(cluster, 1));
    push();
  }

  /** Half of the requests go to a cluster that nobody knew before. */
  void split(String old, String added, Server server) {
    reach(added, server);
    snapshot.route(LISTENER, Map.of(old, 1, added, 1));
    push();
  }

  private void reach(String cluster, Server server) {
    snapshot.offer(LISTENER);
    snapshot.cluster(cluster, LbPolicy.LEAST_REQUEST);
    snapshot.endpoints(cluster, Map.of(server.port(), HealthStatus.HEALTHY));
  }

  void cluster(String name, LbPolicy policy) {
    snapshot.cluster(name, policy);
    push();
  }

  void endpoints(String cluster, Map<Integer, HealthStatus> ports) {
    snapshot.endpoints(cluster, ports);
    push();
  }

  private void push() {
    controlPlane.put(snapshot.next());
  }

  /** Something that takes its time. */
  interface Meanwhile {
    void run() throws InterruptedException;
  }

  /** Returns when everybody has come back; between two lives {@code meanwhile} happens. */
  void restartServer(Meanwhile meanwhile) throws IOException, InterruptedException {
    controlPlane.stop();
    meanwhile.run();
    controlPlane.startAgain();
    Await.until("the client is back", BOUND, () -> controlPlane.nodes().contains("web-1"));
    push();
  }

  List<String> refusals() {
    return controlPlane.refusals();
  }

  @Override
  public void close() throws InterruptedException {
    controlPlane.close();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** A client's sidecar, by its ports. */
  record Client(InetSocketAddress catalog, InetSocketAddress nowhere, String admin) {
    int statusOf(InetSocketAddress service) throws IOException {
      URI uri = URI.create("http://127.0.0.1:" + service.getPort() + "/healthz");
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setReadTimeout((int) BOUND.toMillis());
      int status = connection.getResponseCode();
      connection.disconnect();
      return status;
    }

    /** When the certificate in force ends. */
    String certificate() throws IOException {
      return Page.get(admin, "/metrics")
          .text()
          .lines()
          .filter(line -> line.startsWith("heddle_certificate_expiry_seconds"))
          .findFirst()
          .orElseThrow(() -> new IOException("metrics: no certificate (expected: its expiry)"));
    }
  }
}
