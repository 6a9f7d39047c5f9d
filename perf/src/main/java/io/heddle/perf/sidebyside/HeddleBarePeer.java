package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Launch;
import io.heddle.perf.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Heddle's sidecars with the least that they can be told, by an xDS server that is not Heddle's:
 * one route, one server, certificates in files. Balancing, metrics and the check of identities are
 * never off.
 */
final class HeddleBarePeer implements Peer {
  private static final String XDS_MAIN = "io.heddle.perf.baseline.Main";
  private static final String READY = "pair ready: xds ";

  private final HeddleSidecars sidecars;
  private final MeshKeys keys;

  HeddleBarePeer(HeddleSidecars sidecars, MeshKeys keys) {
    this.sidecars = sidecars;
    this.keys = keys;
  }

  @Override
  public String name() {
    return Make.HEDDLE_BARE.toString();
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
    int front = site.ports().next();
    int between = site.ports().next();
    String xds = startXds(site, between);
    String inbound = site.backendPort() + "=" + between;
    Launch server =
        sidecars.launch(
            site,
            "server",
            admission(site, "server", keys.server(), xds),
            List.of("--inbound", inbound, "--health", "http:/"));
    Launch client =
        sidecars.launch(
            site,
            "client",
            admission(site, "client", keys.client(), xds),
            List.of("--outbound", "server:80=" + front));
    Started serverProcess = site.processes().start(server);
    return new Pair(front, site.processes().start(client), serverProcess);
  }

  private String startXds(Site site, int meshPort) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("pair", Integer.toString(meshPort)));
    arguments.addAll(List.of(Integer.toString(site.backendPort()), keys.server().identity()));
    Launch launch =
        new Launch(
            "xds",
            sidecars.commands().measurement(XDS_MAIN, arguments),
            Map.of(),
            site.log("xds"),
            Launch.Place.HARNESS);
    String line = sidecars.lines().await(site.processes().start(launch), READY);
    return "http://127.0.0.1:" + line.substring(line.indexOf(READY) + READY.length()).strip();
  }

  private List<String> admission(Site site, String node, KeyFiles files, String xds)
      throws IOException {
    Path folder = Files.createDirectories(site.directory().resolve("keys-" + node));
    Files.copy(files.certificate(), folder.resolve("tls.crt"));
    Files.copy(files.key(), folder.resolve("tls.key"));
    Files.copy(keys.root(), folder.resolve("ca.crt"));
    List<String> admission = new ArrayList<>();
    admission.addAll(List.of("--control-plane", xds, "--certificates", folder.toString()));
    admission.addAll(List.of("--node-id", node, "--node-cluster", "bench"));
    return admission;
  }
}
