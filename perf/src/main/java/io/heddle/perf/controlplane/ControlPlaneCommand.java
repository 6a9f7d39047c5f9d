package io.heddle.perf.controlplane;

import io.heddle.perf.command.ClosedAtExit;
import io.heddle.perf.command.Invocation;
import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Host;
import io.heddle.perf.process.Pinning;
import io.heddle.perf.process.Placement;
import io.heddle.perf.process.Progress;
import io.heddle.perf.report.ReportJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perf/run control-plane}: changes on their way to many proxies. */
@Command(
    name = "control-plane",
    description = {
      "Measures how long a change takes to all proxies and what it costs, beside stock java-control-plane.",
      "Writes data, a page and plots. Takes up to 15 minutes as it is, and wants the host for itself.",
      "Exits 1 if a change did not come to all proxies, or a proxy refused something."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ControlPlaneCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--streams",
      split = ",",
      defaultValue = "100,1000",
      paramLabel = "N",
      description = "Proxies, one or more numbers (default: ${DEFAULT-VALUE}).")
  private List<Integer> streams = List.of();

  @Option(
      names = "--flips",
      defaultValue = "200",
      paramLabel = "N",
      description = "Changes of one endpoint, of all rounds (default: ${DEFAULT-VALUE}).")
  private int flips;

  @Option(
      names = "--rounds",
      defaultValue = "2",
      paramLabel = "N",
      description = "Turns of each control plane (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--churn",
      defaultValue = "60",
      paramLabel = "N",
      description = "Seconds of 10 changes/s, of all rounds (default: ${DEFAULT-VALUE}).")
  private int churnSeconds;

  @Option(
      names = "--instances",
      defaultValue = "200",
      paramLabel = "N",
      description = "Instances that a rollout replaces (default: ${DEFAULT-VALUE}).")
  private int instances;

  @Option(
      names = "--loops",
      defaultValue = "1",
      paramLabel = "N",
      description = "Event loops of a control plane's proxies (default: ${DEFAULT-VALUE}).")
  private int loops;

  @Option(
      names = "--quick",
      description = "A small size of it: 20 streams, 6 flips, 2 s, 10 instances, 1 round.")
  private boolean quick;

  @Option(names = "--unpinned", description = "Leave it to the kernel who runs where.")
  private boolean unpinned;

  @Option(names = "--json", description = "Print the data, and progress on standard error.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report is written (default: perf/results; --quick: nowhere).")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    Invocation invocation = Invocation.of(spec);
    ControlPlanePlan plan = invocation.plan(this::plan);
    Path home = invocation.home();
    Placement placement = unpinned ? new Placement.Shared("as asked for") : Pinning.ofThisProcess();
    Progress progress = json ? System.err::println : System.out::println;
    ControlPlaneMeasurement measurement =
        new ControlPlaneMeasurement(plan, new Host(home, placement), Clocks.SYSTEM, progress);
    ControlPlaneReport report;
    try (var _ = ClosedAtExit.of(measurement::close)) {
      report = measurement.run(invocation.text());
    }
    show(report, home);
    return report.problems().isEmpty() ? 0 : 1;
  }

  private void show(ControlPlaneReport report, Path home) throws IOException {
    @Nullable Path folder = out == null && !quick ? home.resolve("perf/results") : out;
    if (json) {
      System.out.print(ReportJson.of(report));
    }
    if (folder != null) {
      Path page = ControlPlaneFiles.write(report, folder);
      (json ? System.err : System.out).println(page);
    } else if (!json) {
      System.out.print(ControlPlanePage.of(report));
    }
  }

  private ControlPlanePlan plan() {
    return quick
        ? ControlPlanePlan.QUICK
        : new ControlPlanePlan(streams, flips, rounds, churnSeconds, instances, loops);
  }
}
