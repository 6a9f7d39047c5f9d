package io.heddle.perf.sidebyside;

import io.heddle.perf.command.ClosedAtExit;
import io.heddle.perf.command.Invocation;
import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Host;
import io.heddle.perf.process.Pinning;
import io.heddle.perf.process.Placement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code perf/run side-by-side}: Heddle's sidecars and those of others under the same load. */
@Command(
    name = "side-by-side",
    description = {
      "Puts the same load on pairs of sidecars of several makes, in turn, and compares them round by round.",
      "Writes data, a page and plots. Takes about 18 minutes as it is, and wants the host for itself.",
      "Exits 1 if a contender that is here failed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SideBySideCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--repeats",
      defaultValue = "9",
      paramLabel = "N",
      description = "Rounds; fewer than 6 give no 95 %% interval (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Option(
      names = "--seconds",
      defaultValue = "6",
      paramLabel = "N",
      description = "How long each rate is measured (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rate",
      split = ",",
      defaultValue = "1000,2000",
      paramLabel = "RPS",
      description = "Requests per second, one or more (default: ${DEFAULT-VALUE}).")
  private List<Integer> rates = List.of();

  @Option(
      names = "--connections",
      defaultValue = "16",
      paramLabel = "N",
      description = "That carry the load, used in turn (default: ${DEFAULT-VALUE}).")
  private int connections;

  @Option(
      names = "--cold",
      defaultValue = "3",
      paramLabel = "N",
      description = "Seconds of the cold phase, at the first rate (default: ${DEFAULT-VALUE}).")
  private int cold;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "Seconds of load before Heddle is measured, 3 for others (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Of ${COMPLETION-CANDIDATES} (default: all).")
  private List<Make> only = List.of(Make.values());

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the order and of the load (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--unpinned", description = "Leave it to the kernel who runs where.")
  private boolean unpinned;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report is written (default: perf/results).")
  private @Nullable Path out;

  @Override
  public Integer call() throws Exception {
    Invocation invocation = Invocation.of(spec);
    Plan plan = invocation.plan(this::plan);
    Path home = invocation.home();
    Placement placement = unpinned ? new Placement.Shared("as asked for") : Pinning.ofThisProcess();
    SideBySide measurement =
        new SideBySide(plan, new Host(home, placement), Clocks.SYSTEM, System.out::println);
    Report report;
    try (var _ = ClosedAtExit.of(measurement::close)) {
      report = measurement.run(invocation.text());
    }
    Path page = ReportFiles.write(report, out == null ? home.resolve("perf/results") : out);
    System.out.println(page);
    return report.rounds().stream().allMatch(round -> round.problems().isEmpty()) ? 0 : 1;
  }

  private Plan plan() {
    return new Plan(
        repeats,
        rates,
        connections,
        Duration.ofSeconds(seconds),
        Duration.ofSeconds(cold),
        Duration.ofSeconds(warmUp),
        EnumSet.copyOf(only),
        seed);
  }
}
