package io.heddle.perf;

import io.heddle.perf.load.EchoCheck;
import io.heddle.perf.load.LoadGenerator;
import io.heddle.perf.load.LoadLimits;
import io.heddle.perf.load.LoadPlan;
import io.heddle.perf.load.LoadReport;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heddle load}: sends a constant rate to one or more HTTP/1.1 servers and reports. */
@Command(
    name = "load",
    description = {
      "Sends requests at a constant rate, however slow the answers are (open loop).",
      "Latency counts from when a request was due. Nothing is ever retried.",
      "Exits 1 if a request failed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class LoadCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "Where to: http://HOST:PORT/PATH; repeat for several, used round robin.")
  private List<URI> urls = List.of();

  @Option(
      names = "--rate",
      defaultValue = "100",
      paramLabel = "RPS",
      description = "Requests per second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--duration",
      defaultValue = "10s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long, such as 30s or 5m (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofSeconds(10);

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = {
        "Exactly so many, used in turn: a request that finds all busy waits for one, first come",
        "first served, and its latency counts from when it was due (default: as many as needed)."
      })
  private @Nullable Integer connections;

  @Option(
      names = "--post-share",
      defaultValue = "0.2",
      paramLabel = "SHARE",
      description = "Share of POSTs with 1 or 4 KiB, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double postShare;

  @Option(
      names = "--check",
      defaultValue = "status",
      paramLabel = "CHECK",
      description = {
        "status: the answer is a 200; echo: it also repeats the request's x-load-id,",
        "and in x-load-hash the CRC-32C of its body (default: ${DEFAULT-VALUE})."
      })
  private EchoCheck check = EchoCheck.STATUS;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of arrivals and methods (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report there as well.")
  private @Nullable Path json;

  @Override
  public Integer call() throws Exception {
    LoadReport report;
    try (LoadGenerator generator =
        new LoadGenerator(plan(), InstantSource.system(), System::nanoTime)) {
      report = generator.run();
    }
    System.out.print(LoadReportText.of(report));
    if (json != null) {
      Files.writeString(json, LoadReportText.json(report));
    }
    return report.failed() == 0 ? 0 : 1;
  }

  private LoadPlan plan() {
    List<InetSocketAddress> targets = urls.stream().map(this::target).toList();
    String path = urls.getFirst().getRawPath();
    try {
      return new LoadPlan(
          targets,
          path.isEmpty() ? "/" : path,
          rate,
          duration,
          Duration.ZERO,
          postShare,
          "load",
          seed,
          check,
          connections == null ? LoadLimits.DEFAULT : LoadLimits.DEFAULT.withFixed(connections));
    } catch (IllegalArgumentException e) {
      throw wrongUse(e.getMessage());
    }
  }

  private InetSocketAddress target(URI url) {
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw wrongUse("--url: " + url + " (expected: http://HOST:PORT/PATH)");
    }
    if (!url.getRawPath().equals(urls.getFirst().getRawPath())) {
      throw wrongUse("--url: " + url + " (expected: the same path in each)");
    }
    return new InetSocketAddress(url.getHost(), url.getPort() < 0 ? 80 : url.getPort());
  }

  private ParameterException wrongUse(@Nullable String message) {
    if (spec == null) {
      throw new IllegalStateException("the command line sets the spec");
    }
    return new ParameterException(spec.commandLine(), String.valueOf(message));
  }
}
