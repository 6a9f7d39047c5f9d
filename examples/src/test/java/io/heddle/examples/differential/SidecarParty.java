package io.heddle.examples.differential;

import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.e2e.EndToEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sidecar of Heddle's, for an application that only asks others. */
final class SidecarParty {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private SidecarParty() {}

  static Party start(EndToEnd endToEnd, Mesh mesh, List<String> services)
      throws IOException, InterruptedException {
    List<Integer> ports = new ArrayList<>();
    List<String> command = new ArrayList<>(Commands.find().sidecar());
    command.addAll(
        List.of(
            "proxy",
            "--control-plane",
            mesh.controlPlane().xdsAddress(),
            "--join-token",
            mesh.token("web", "v1"),
            "--state",
            endToEnd.files().sidecarState("sidecar").toString(),
            "--admin",
            "127.0.0.1:0",
            "--health-listen",
            "127.0.0.1:0"));
    for (String service : services) {
      ports.add(mesh.freePort());
      command.addAll(List.of("--outbound", service + ":80=" + ports.getLast()));
    }
    endToEnd.launch("sidecar", command, "proxy ready:").awaitReady(BOUND);
    return new Party("sidecar", ports);
  }
}
