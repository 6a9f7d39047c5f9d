package io.heddle.perf.sidebyside;

import io.heddle.perf.process.Machine;
import io.heddle.perf.report.Estimate;
import io.heddle.perf.report.Figures;
import io.heddle.perf.report.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as a page for people. */
final class MarkdownPage {
  private static final String FIRST = "side-by-side-";

  private MarkdownPage() {}

  /** What the picture of a row is called. */
  static String plot(Row row) {
    return FIRST + row.id() + ".svg";
  }

  /** What the picture of the ratios to a contender is called. */
  static String plot(String contender) {
    return FIRST + "heddle-to-" + contender + ".svg";
  }

  static String of(Report report) {
    List<String> names = List.copyOf(report.versions().keySet());
    List<String> others =
        names.stream()
            .filter(name -> report.rows().stream().anyMatch(row -> row.ratios().containsKey(name)))
            .toList();
    StringBuilder page = new StringBuilder();
    page.append(head(report));
    page.append("\n## Medians\n\n").append(medians(report.rows(), names));
    if (!others.isEmpty()) {
      page.append("\n## Heddle / peer\n\n").append(ratios(report.rows(), others));
      others.forEach(name -> page.append("\n![Heddle / %s](%s)\n".formatted(name, plot(name))));
    }
    page.append("\n## Every round\n");
    for (Row row : report.rows()) {
      page.append("\n![%s](%s)\n".formatted(row.title(), plot(row)));
    }
    return page.toString();
  }

  private static String head(Report report) {
    Report.Setup setup = report.setup();
    Machine machine = setup.machine();
    return """
    # Sidecars side by side

    `%s`, %s, commit %s; %d processors (%s), Linux %s, Java %s.

    load → client's sidecar → mutual TLS 1.3 → server's sidecar → backend, HTTP/1.1 with keep-alive, GETs with answers of 1 KiB,
    open loop over %d connections used in turn, latencies from when a request was due, even if it waited for one of them.
    %d rounds, the contenders in another order in each; %s.
    A run: %s. One worker each, no access log, TLS_AES_128_GCM_SHA256.

    - CPU: schedstat of all threads, for one of the two sidecars. Memory: the mean of both, all processes of each, after the first rate.
      PSS divides what is shared, also with the harness and the control plane, which are JVMs as Heddle's sidecars are.
    - Start: both sidecars executed at once on their processor, until the first answer through both; the control plane runs before.
    - Added: less the same load on the backend itself in the same round. Latencies count in the rounds (%d) whose direct p99 was at most
      1.5 times the best one. The generator meets a due time to a millisecond, in direct runs too.
    - Figures are medians, in brackets an interval that holds the true median with the confidence that is in the JSON (at 9 rounds 96 %%,
      below 6 less than 95 %%). Ratios are of the same round; "–" where a round's divisor is not positive.
    - The others forward and no more: no identities but one fixed name, no routes, no endpoints from elsewhere. A pair that cannot carry
      a rate shows it in its p99 and in requests that failed.
    - heddle-mesh has a control plane of Heddle's and all that a mesh does. heddle-bare is told what the others are told, by java-control-plane's
      server: one route, one server, certificates in files. Balancing, metrics and the check of identities are on in both: they cannot be turned off.

    %s
    """
        .formatted(
            setup.command(),
            setup.date(),
            setup.commit(),
            machine.processors(),
            machine.model(),
            machine.kernel(),
            machine.java(),
            setup.connections(),
            setup.repeats(),
            setup.placement(),
            setup.phases(),
            report.quietRounds(),
            facts(report));
  }

  private static String facts(Report report) {
    Stream<String> versions =
        report.versions().entrySet().stream()
            .map(version -> "- %s: %s".formatted(version.getKey(), version.getValue()));
    Stream<String> skipped =
        report.skipped().stream()
            .map(skip -> "- %s: skipped: %s".formatted(skip.name(), skip.reason()));
    Stream<String> direct =
        report.direct().stream()
            .map(row ->
                "- backend itself at %d/s: p50 %s ms, p99 %s ms"
                    .formatted(
                        row.requestsPerSecond(),
                        Figures.text(row.p50Millis()),
                        Figures.text(row.p99Millis())));
    Stream<String> failures = report.failures().stream().map(line -> "- " + line);
    return Stream.of(versions, skipped, direct, failures)
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }

  private static String medians(List<Row> rows, List<String> names) {
    StringBuilder table = new StringBuilder(header(names));
    for (Row row : rows) {
      table.append("| ").append(row.title()).append(", ").append(row.unit()).append(" |");
      table.append(cells(row.contenders(), names)).append('\n');
    }
    return table.toString();
  }

  private static String ratios(List<Row> rows, List<String> names) {
    StringBuilder table = new StringBuilder(header(names));
    for (Row row : rows) {
      table.append("| ").append(row.title()).append(" |");
      table.append(cells(row.ratios(), names)).append('\n');
    }
    return table.toString();
  }

  private static String header(List<String> names) {
    return "| | " + String.join(" | ", names) + " |\n|---|" + "---|".repeat(names.size()) + "\n";
  }

  private static String cells(Map<String, Estimate> estimates, List<String> names) {
    StringBuilder cells = new StringBuilder();
    for (String name : names) {
      Estimate estimate = estimates.get(name);
      cells.append(' ').append(estimate == null ? "–" : Figures.text(estimate)).append(" |");
    }
    return cells.toString();
  }
}
