package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Launch;
import io.heddle.perf.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Heddle's sidecars as they are used: a control plane of their own, and all that a mesh does. */
final class HeddleMeshPeer implements Peer {
  private static final Pattern READY = Pattern.compile(".* xds (\\S+) admin \\S+.*");
  private static final String ANY_PORT = "127.0.0.1:0";
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: server
        namespace: bench
      spec:
        selector:
          app: server
        ports:
          - name: http
            port: 80
            targetPort: http
      """;

  private final HeddleSidecars sidecars;

  HeddleMeshPeer(HeddleSidecars sidecars) {
    this.sidecars = sidecars;
  }

  @Override
  public String name() {
    return Make.HEDDLE_MESH.toString();
  }

  @Override
  public String version() {
    return sidecars.version();
  }

  @Override
  public Warming warming() {
    return Warming.JUST_IN_TIME;
  }

  @Override
  public Pair start(Site site) throws IOException, InterruptedException {
    Path state = Files.createDirectories(site.directory().resolve("control-plane"));
    Path objects = Files.createDirectories(site.directory().resolve("objects"));
    Files.writeString(objects.resolve("bench.yaml"), OBJECTS);
    String serverToken = token(site, state, "server");
    String clientToken = token(site, state, "client");
    String xds = startControlPlane(site, state, objects);
    int front = site.ports().next();
    Launch server =
        sidecars.launch(
            site,
            "server",
            List.of("--control-plane", xds, "--join-token", serverToken),
            List.of("--inbound", "http:" + site.backendPort(), "--health", "http:/"));
    Launch client =
        sidecars.launch(
            site,
            "client",
            List.of("--control-plane", xds, "--join-token", clientToken),
            List.of("--outbound", "server:80=" + front));
    Started serverProcess = site.processes().start(server);
    return new Pair(front, site.processes().start(client), serverProcess);
  }

  private String token(Site site, Path state, String service)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            "token",
            "create",
            "--service",
            service,
            "--namespace",
            "bench",
            "--state",
            state.toString());
    Started create = operator(site, "token-" + service, arguments);
    return sidecars.lines().await(create, "heddle1.");
  }

  private String startControlPlane(Site site, Path state, Path objects)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("control-plane", "--state", state.toString()));
    arguments.addAll(List.of("--files", objects.toString()));
    arguments.addAll(List.of("--listen", ANY_PORT, "--admin", ANY_PORT));
    String line =
        sidecars.lines().await(operator(site, "control-plane", arguments), "control plane ready:");
    Matcher matcher = READY.matcher(line);
    if (!matcher.matches()) {
      throw new IOException("ready line: " + line + " (expected: … xds ADDRESS admin ADDRESS)");
    }
    return matcher.group(1);
  }

  private Started operator(Site site, String name, List<String> arguments) throws IOException {
    Launch launch =
        new Launch(
            name,
            sidecars.commands().controlPlane(arguments),
            Map.of(),
            site.log(name),
            Launch.Place.HARNESS);
    return site.processes().start(launch);
  }
}
