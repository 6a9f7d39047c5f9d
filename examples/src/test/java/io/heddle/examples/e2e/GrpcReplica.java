package io.heddle.examples.e2e;

import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A gRPC server behind a sidecar of ours, which carries its bytes as they are. */
final class GrpcReplica {
  private static final Duration BOUND = Duration.ofSeconds(40);

  private final ManagedProcess unit;

  private GrpcReplica(ManagedProcess unit) {
    this.unit = unit;
  }

  /** Starts one, and returns when it serves. */
  static GrpcReplica start(EndToEnd endToEnd, Mesh mesh, String name)
      throws IOException, InterruptedException {
    int port = mesh.freePort();
    Path state = endToEnd.files().sidecarState(name);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--control-plane", mesh.controlPlane().xdsAddress()));
    arguments.addAll(List.of("--join-token", mesh.token("rates", "v1")));
    arguments.addAll(List.of("--state", state.toString()));
    arguments.addAll(List.of("--inbound", "grpc:" + port, "--health", "tcp"));
    arguments.addAll(List.of("--admin", "127.0.0.1:0", "--health-listen", "127.0.0.1:0", "--"));
    arguments.addAll(
        GrpcPython.command("server.py", Path.of("/dev/null"), String.valueOf(port), name));
    ManagedProcess unit = endToEnd.launch(name, Commands.find().run(arguments), "proxy ready:");
    var _ = unit.awaitReady(BOUND);
    String admin = mesh.controlPlane().adminAddress();
    Path uid = state.resolve("instance-uid");
    Await.until(
        name + " serves",
        BOUND,
        () -> Instances.of(admin).isServing(Files.readString(uid).strip()));
    return new GrpcReplica(unit);
  }

  /** SIGTERM, and its end. */
  void stop() throws IOException, InterruptedException {
    unit.terminate();
    var _ = unit.awaitEnd(BOUND);
  }
}
