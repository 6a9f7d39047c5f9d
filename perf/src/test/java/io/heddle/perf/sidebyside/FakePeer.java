package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Launch;
import io.heddle.perf.process.Started;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A peer whose sidecars only sleep: the load reaches the backend without them. */
record FakePeer(String name, String version) implements Peer {
  @Override
  public Warming warming() {
    return Warming.NATIVE;
  }

  @Override
  public Pair start(Site site) throws IOException {
    Started client = sleep(site, "client");
    return new Pair(site.backendPort(), client, sleep(site, "server"));
  }

  private static Started sleep(Site site, String side) throws IOException {
    Path log = site.log(side);
    return site.processes()
        .start(new Launch(side, List.of("sleep", "60"), Map.of(), log, Launch.Place.MEASURED));
  }
}
