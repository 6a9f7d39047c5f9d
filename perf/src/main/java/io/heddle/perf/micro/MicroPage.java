package io.heddle.perf.micro;

import io.heddle.perf.process.Machine;
import io.heddle.perf.report.Figures;
import java.util.List;

/** The results as a page for people. */
final class MicroPage {
  private MicroPage() {}

  /**
   * How the results came about.
   *
   * @param command as it was typed
   */
  record Setup(String command, String date, String commit, Machine machine, Size size) {}

  static String of(Setup setup, List<Measured> results) {
    Machine machine = setup.machine();
    StringBuilder page =
        new StringBuilder(
            """
            # Benchmarks of parts

            `%s`, %s, commit %s; %d processors (%s), Linux %s, Java %s.

            JMH %s, with its gc profiler; times of a call on one thread, ± half of a 99.9 %% interval; B/op are bytes allocated by a call.
            Serial GC as in all of Heddle's programs. `proxy` runs with the compact object headers of a sidecar, `controlplane` with C1
            alone, as the control plane does. What each measures is said where it lies: `CLASSBenchmark.java` among its module's tests.

            | benchmark | parameters | ns/op | B/op |
            |---|---|--:|--:|
            """
                .formatted(
                    setup.command(),
                    setup.date(),
                    setup.commit(),
                    machine.processors(),
                    machine.model(),
                    machine.kernel(),
                    machine.java(),
                    String.join(" ", setup.size().options())));
    for (Measured result : results) {
      page.append(
          "| %s | %s | %s%s | %s |\n"
              .formatted(
                  result.benchmark(),
                  result.parameters(),
                  Figures.text(result.nanos()),
                  Double.isNaN(result.errorNanos())
                      ? ""
                      : " ± " + Figures.text(result.errorNanos()),
                  bytes(result.bytes())));
    }
    return page.toString();
  }

  /** Thousandths of a byte are the profiler's own. */
  private static String bytes(double bytes) {
    return Double.isNaN(bytes) ? "–" : Long.toString(Math.round(bytes));
  }
}
