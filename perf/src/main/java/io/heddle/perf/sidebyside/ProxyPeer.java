package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Launch;
import io.heddle.perf.process.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A proxy that others made, with configurations that the harness writes. */
record ProxyPeer(String name, Program program, Dialect dialect, MeshKeys keys) implements Peer {
  @Override
  public String version() {
    return program.version();
  }

  @Override
  public Warming warming() {
    return Warming.NATIVE;
  }

  @Override
  public Pair start(Site site) throws IOException {
    int front = site.ports().next();
    int between = site.ports().next();
    Launch server = launch(site, Side.SERVER, between, site.backendPort());
    Launch client = launch(site, Side.CLIENT, front, between);
    Started serverProcess = site.processes().start(server);
    return new Pair(front, site.processes().start(client), serverProcess);
  }

  private Launch launch(Site site, Side side, int listenPort, int nextPort) throws IOException {
    String sidecar = name + (side == Side.CLIENT ? "-client" : "-server");
    Path directory = Files.createDirectories(site.directory().resolve(sidecar));
    Path configuration = directory.resolve(dialect.fileName());
    Hop hop = new Hop(side, listenPort, nextPort, keys);
    Files.writeString(configuration, dialect.configuration(hop));
    return new Launch(
        sidecar,
        dialect.command(program.file(), configuration),
        Map.of(),
        site.log(sidecar),
        Launch.Place.MEASURED);
  }
}
