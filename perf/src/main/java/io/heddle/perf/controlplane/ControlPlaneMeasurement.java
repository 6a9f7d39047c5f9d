package io.heddle.perf.controlplane;

import io.heddle.perf.baseline.StockVersion;
import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Commit;
import io.heddle.perf.process.HeddleCommands;
import io.heddle.perf.process.Host;
import io.heddle.perf.process.Machine;
import io.heddle.perf.process.OutputLines;
import io.heddle.perf.process.Placement;
import io.heddle.perf.process.ProcessGroup;
import io.heddle.perf.process.Progress;
import io.heddle.perf.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;

/** A measurement with all that it needs; closing it leaves no process and no file behind. */
final class ControlPlaneMeasurement implements AutoCloseable {
  private final ControlPlanePlan plan;
  private final Host host;
  private final Clocks clocks;
  private final Progress progress;
  private final ProcessGroup processes;
  private final WorkDirectory work;

  ControlPlaneMeasurement(ControlPlanePlan plan, Host host, Clocks clocks, Progress progress)
      throws IOException {
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
  ControlPlaneReport run(String command) throws Exception {
    String commit = Commit.of(host.home());
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    HeddleServer.Tools tools =
        new HeddleServer.Tools(
            new HeddleCommands(host.home(), java), processes, new OutputLines(clocks));
    Outcome outcome = new Outcome();
    Trial trial =
        new Trial(
            plan,
            tools,
            new Deadline(clocks, ControlPlanePlan.LIMIT),
            new Trial.Notes(outcome, progress));
    try {
      for (int streams : plan.streams()) {
        trial.run(streams, work.directory("streams-" + streams));
      }
    } catch (OutOfTimeException _) {
      outcome.problem("stopped after " + ControlPlanePlan.LIMIT + ", before the end");
    }
    ControlPlaneReport.Setup setup =
        new ControlPlaneReport.Setup(
            command,
            clocks.clock().instant().toString().substring(0, 10),
            commit,
            StockVersion.text(),
            Machine.ofThisHost(),
            placement(),
            plan);
    return ControlPlaneReport.of(setup, outcome);
  }

  private String placement() {
    return switch (host.placement()) {
      case Placement.Pinned(int measured, String others) ->
          "the control planes on processor %d, all proxies in one process on %s"
              .formatted(measured, others);
      case Placement.Shared(String reason) -> "not pinned: " + reason;
    };
  }

  @Override
  public void close() throws IOException {
    processes.close();
    work.delete();
  }
}
