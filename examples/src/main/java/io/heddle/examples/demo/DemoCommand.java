package io.heddle.examples.demo;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code heddle demo}: a service rolled out under load, without Heddle's protection and with it.
 */
@Command(
    name = "demo",
    description = {
      "Rolls a service out under load through real sidecars, first without protection, then with.",
      "The load generator, the applications' ledgers and the sidecars count; all must agree.",
      "Exits 1 if the protected part lost, misdirected or doubled a request."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rollouts",
      defaultValue = "5",
      paramLabel = "N",
      description = "Rollouts of the protected part (default: ${DEFAULT-VALUE}).")
  private int rollouts;

  @Option(
      names = "--rate",
      defaultValue = "500",
      paramLabel = "RPS",
      description = "Requests per second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report there as well.")
  private @Nullable Path json;

  @Option(
      names = "--without",
      paramLabel = "LIST",
      description = "Only show what is lost without these of barrier,gate,unprocessed.")
  private @Nullable String without;

  @Option(
      names = "--mix",
      description = {
        "Instead, roll out a service that is used by every protocol at once:",
        "HTTP/1.1, HTTP/2, gRPC unary and streams, WebSocket, TCP."
      })
  private boolean mix;

  @Option(names = "--keep", description = "Keep objects, states, ledgers and logs of the run.")
  private boolean keep;

  @Override
  public Integer call() throws Exception {
    DemoOptions options = options();
    Demo demo = new Demo(options, Commands.find(), progress());
    Thread cleanup = new Thread(() -> closeAtExit(demo), "cleanup");
    Runtime.getRuntime().addShutdownHook(cleanup);
    try (demo) {
      return mix ? print(demo.runMix()) : print(demo.run());
    } finally {
      unhook(cleanup);
    }
  }

  private int print(DemoReport report) throws IOException {
    System.out.print(DemoReportText.of(report));
    if (json != null) {
      Files.writeString(json, DemoReportJson.of(report));
    }
    return report.exitCode();
  }

  private int print(MixResult result) throws IOException {
    System.out.print(MixReportText.of(result));
    if (json != null) {
      Files.writeString(json, MixReportJson.of(result));
    }
    return result.exitCode();
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(
          rollouts,
          rate,
          Optional.ofNullable(json),
          without == null ? Set.of() : Protection.parse(without),
          keep ? DemoOptions.Files.KEEP : DemoOptions.Files.DELETE);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw new IllegalStateException("the command line sets the spec", e);
      }
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static Progress progress() {
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return terminal ? new TerminalProgress(System.out) : new PlainProgress(System.out);
  }

  private static void closeAtExit(Demo demo) {
    try {
      demo.close();
    } catch (IOException e) {
      System.err.println("heddle: " + e.getMessage());
    }
  }

  private static void unhook(Thread cleanup) {
    try {
      Runtime.getRuntime().removeShutdownHook(cleanup);
    } catch (IllegalStateException _) {
      // The JVM is exiting, and the hook is what closes the demo.
    }
  }
}
