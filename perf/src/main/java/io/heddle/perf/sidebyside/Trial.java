package io.heddle.perf.sidebyside;

import io.heddle.perf.process.CpuWatch;
import io.heddle.perf.process.Memory;
import io.heddle.perf.process.ProcFiles;
import io.heddle.perf.process.ProcessCpu;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Puts up one pair, measures it cold and warm; whose processes they are ends them. */
final class Trial {
  private static final ProcFiles PROC = new ProcFiles(Path.of("/proc"));

  private final Plan plan;
  private final Loads loads;
  private final ReadyProbe probe;

  Trial(Plan plan, Loads loads, ReadyProbe probe) {
    this.plan = plan;
    this.loads = loads;
    this.probe = probe;
  }

  PairRun run(Peer peer, Site site) throws IOException, InterruptedException {
    Pair pair = peer.start(site);
    double readyMillis = probe.await(pair);
    ProcessCpu client = new ProcessCpu(pair.client(), PROC);
    ProcessCpu server = new ProcessCpu(pair.server(), PROC);
    Loaded loaded = new Loaded(pair.port(), client, server);
    try (CpuWatch _ = CpuWatch.start(client, server)) {
      Phase cold = measure(loaded, plan.rates().getFirst(), plan.cold());
      var _ = loads.run(pair.port(), Plan.WARM_UP_RATE, plan.warmUp(peer.warming()));
      List<Phase> phases = new ArrayList<>();
      phases.add(measure(loaded, plan.rates().getFirst(), plan.measured()));
      // Before a higher rate, which may leave what a backlog needed.
      Memory clientMemory = client.memory();
      Memory serverMemory = server.memory();
      for (int rate : plan.rates().subList(1, plan.rates().size())) {
        phases.add(measure(loaded, rate, plan.measured()));
      }
      return new PairRun(readyMillis, cold, phases, clientMemory, serverMemory);
    }
  }

  private Phase measure(Loaded loaded, int rate, Duration duration) throws IOException {
    long clientBefore = loaded.client().nanos();
    long serverBefore = loaded.server().nanos();
    Traffic traffic = loads.run(loaded.port(), rate, duration);
    return Phase.of(
        traffic, loaded.client().nanos() - clientBefore, loaded.server().nanos() - serverBefore);
  }

  private record Loaded(int port, ProcessCpu client, ProcessCpu server) {}
}
