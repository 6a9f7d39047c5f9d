package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Commit;
import io.heddle.perf.process.HeddleCommands;
import io.heddle.perf.process.Host;
import io.heddle.perf.process.Machine;
import io.heddle.perf.process.OutputLines;
import io.heddle.perf.process.ProcessGroup;
import io.heddle.perf.process.Progress;
import io.heddle.perf.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A measurement with all that it needs; closing it leaves no process and no file behind. */
final class SideBySide implements AutoCloseable {
  private static final Duration OWN_WARM_UP = Duration.ofSeconds(5);

  private final Plan plan;
  private final Host host;
  private final Clocks clocks;
  private final Progress progress;
  private final ProcessGroup processes;
  private final WorkDirectory work;

  SideBySide(Plan plan, Host host, Clocks clocks, Progress progress) throws IOException {
    this.plan = plan;
    this.host = host;
    this.clocks = clocks;
    this.progress = progress;
    this.processes = new ProcessGroup(host.placement(), clocks.ticker());
    this.work = WorkDirectory.create();
  }

  /**
   * Measures.
   *
   * @param command as it was typed
   */
  Report run(String command) throws IOException, InterruptedException {
    String commit = Commit.of(host.home());
    Contenders contenders = contenders(commit);
    contenders.skipped().forEach(skip -> progress.line(skip.name() + " skipped: " + skip.reason()));
    if (contenders.peers().isEmpty()) {
      throw new IOException("contenders: none is here (expected: at least one)");
    }
    List<Round> rounds = rounds(contenders.peers());
    return new Reports(plan, contenders, rounds).report(setup(command, commit));
  }

  private List<Round> rounds(List<Peer> peers) throws IOException, InterruptedException {
    Loads loads = new Loads(clocks, plan.connections(), plan.seed());
    Trial trial = new Trial(plan, loads, new ReadyProbe(clocks));
    FreePorts ports = new FreePorts(new SplittableRandom());
    try (Backend backend = Backend.open(ports.next())) {
      // Else the first runs would measure how the harness itself is compiled.
      var _ = loads.run(backend.port(), Plan.WARM_UP_RATE, OWN_WARM_UP);
      Site site = new Site(work.root(), ports, backend.port(), processes);
      return new Rounds(plan, trial, loads, progress).run(peers, site);
    }
  }

  private Report.Setup setup(String command, String commit) {
    return new Report.Setup(
        command,
        clocks.clock().instant().toString().substring(0, 10),
        commit,
        Machine.ofThisHost(),
        host.placement().text(),
        phases(),
        plan.connections(),
        plan.repeats());
  }

  private Contenders contenders(String commit) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    HeddleCommands commands = new HeddleCommands(host.home(), java);
    OutputLines lines = new OutputLines(clocks);
    MeshKeys keys = MeshKeys.write(work.directory("keys"), clocks.clock(), new SecureRandom());
    HeddleSidecars sidecars = new HeddleSidecars(commands, commit, lines);
    Contenders.Own own =
        new Contenders.Own(new HeddleBarePeer(sidecars, keys), new HeddleMeshPeer(sidecars));
    Programs programs = new Programs(System.getenv(), host.home().resolve("perf/target/peers"));
    return Contenders.find(plan.makes(), programs, keys, own);
  }

  private String phases() {
    List<String> phases = new ArrayList<>();
    phases.add("%d s cold at %d/s".formatted(plan.cold().toSeconds(), plan.rates().getFirst()));
    phases.add(
        "warm-up at %d/s of %d s for Heddle, %d s for the others"
            .formatted(
                Plan.WARM_UP_RATE,
                plan.warmUp(Peer.Warming.JUST_IN_TIME).toSeconds(),
                plan.warmUp(Peer.Warming.NATIVE).toSeconds()));
    for (int rate : plan.rates()) {
      phases.add("%d s at %d/s".formatted(plan.measured().toSeconds(), rate));
    }
    return String.join(", ", phases);
  }

  @Override
  public void close() throws IOException {
    processes.close();
    work.delete();
  }
}
