package io.heddle.examples.peers;

import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.e2e.Await;
import io.heddle.examples.e2e.EndToEnd;
import io.heddle.examples.e2e.Instances;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A control plane, and pairs of sidecars between programs, for all tests of a class. */
final class PeerMesh implements BeforeAllCallback, AfterAllCallback {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final EndToEnd endToEnd = new EndToEnd();
  private @Nullable Mesh mesh;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    endToEnd.open(context.getRequiredTestClass().getSimpleName());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    endToEnd.close();
  }

  /** For a server to listen at. */
  int freePort() throws IOException, InterruptedException {
    return mesh().freePort();
  }

  /** Starts a program, which does not outlive the tests. */
  ManagedProcess launch(String name, List<String> command) throws IOException {
    return endToEnd.launch(name, command, "");
  }

  /** A folder of the test, which stays. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(endToEnd.files().log(name).resolveSibling(name));
  }

  /**
   * Makes the server at that port a service, behind a sidecar, with another sidecar beside its
   * clients; returns where these reach it.
   */
  InetSocketAddress connect(String service, Protocol protocol, int port)
      throws IOException, InterruptedException {
    Files.writeString(
        endToEnd.files().objects().resolve(service + ".yaml"), yaml(service, protocol));
    var _ = sidecar(service, "--inbound", "main:" + port, "--health", "tcp");
    Path uid = endToEnd.files().sidecarState(service).resolve("instance-uid");
    String admin = mesh().controlPlane().adminAddress();
    Await.until(
        service + " serves",
        BOUND,
        () -> Instances.of(admin).isServing(Files.readString(uid).strip()));
    int local = freePort();
    var _ = sidecar(service + "-client", "--outbound", service + ":80=" + local);
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), local);
  }

  private ManagedProcess sidecar(String name, String... ports)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Commands.find().sidecar());
    command.addAll(List.of("proxy", "--control-plane", mesh().controlPlane().xdsAddress()));
    command.addAll(List.of("--join-token", mesh().token(name, "v1")));
    command.addAll(List.of("--state", endToEnd.files().sidecarState(name).toString()));
    command.addAll(List.of("--admin", "127.0.0.1:0", "--health-listen", "127.0.0.1:0"));
    command.addAll(List.of(ports));
    ManagedProcess sidecar = endToEnd.launch(name + "-sidecar", command, "proxy ready:");
    var _ = sidecar.awaitReady(BOUND);
    return sidecar;
  }

  /** Not before a test needs it: programs may be missing. */
  private Mesh mesh() throws IOException, InterruptedException {
    if (mesh == null) {
      mesh = endToEnd.startMesh(PartPlan.undisturbed("p", 0, 0, 1));
    }
    return mesh;
  }

  private static String yaml(String service, Protocol protocol) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: %s, namespace: shop}
    spec:
      selector: {app: %s}
      ports: [{name: main, port: 80, targetPort: main, appProtocol: %s}]
    """
        .formatted(service, service, protocol.appProtocol());
  }
}
