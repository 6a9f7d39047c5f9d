package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Waits until a change, or everything, is in force on every proxy. */
@Command(
    name = "wait",
    description = "Waits until a change is in force on every proxy.",
    footer = "Exits 0 when it is, 1 when the time is over, naming the proxies that are behind.")
public final class WaitCommand implements Callable<Integer> {
  private static final long PAUSE_MILLIS = 50;

  private final LongSupplier ticker;
  private final Pause pause;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND/NAME|instance/UID",
      description = "the object or instance; nothing: everything")
  private @Nullable String name;

  @Option(
      names = "--for",
      paramLabel = "STATE",
      description = "the state of the instance (default: SERVING)")
  private @Nullable String state;

  @Option(
      names = {"-n", "--namespace"},
      defaultValue = "default",
      description = "of the object (default: ${DEFAULT-VALUE})")
  private String namespace = "default";

  @Option(
      names = "--timeout",
      defaultValue = "30s",
      converter = DurationConverter.class,
      description = "how long to wait (default: ${DEFAULT-VALUE})")
  private Duration timeout = Duration.ofSeconds(30);

  @Mixin private ClientOptions options = new ClientOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Lets some time pass between two questions. */
  interface Pause {
    void millis(long millis) throws InterruptedException;
  }

  public WaitCommand() {
    this(System::nanoTime, TimeUnit.MILLISECONDS::sleep);
  }

  WaitCommand(LongSupplier ticker, Pause pause) {
    this.ticker = ticker;
    this.pause = pause;
  }

  @Override
  public Integer call() throws CommandFailedException, InterruptedException {
    WaitTarget target = WaitTarget.of(name, namespace, state);
    long start = ticker.getAsLong();
    try (AdminClient client = options.client()) {
      JsonNode answer = client.get(target.syncedPath());
      while (!answer.path("converged").asBoolean()) {
        if (ticker.getAsLong() - start >= timeout.toNanos()) {
          print(answer, timedOut(answer, target));
          return 1;
        }
        pause.millis(PAUSE_MILLIS);
        answer = client.get(target.path());
      }
      print(answer, target.shown() + ": " + share(answer));
      return 0;
    }
  }

  private void print(JsonNode answer, String line) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.wantsJson()) {
      ClientOptions.printJson(answer, out);
    } else {
      out.println(line);
      out.flush();
    }
  }

  private String timedOut(JsonNode answer, WaitTarget target) {
    String change = answer.path("change").asText("");
    List<String> laggards = new ArrayList<>();
    answer.path("laggards").forEach(laggard -> laggards.add(laggard.asText()));
    String reason =
        laggards.isEmpty()
            ? "now " + (answer.path("change").isNull() ? "unknown" : change)
            : share(answer) + ", waiting for " + String.join(", ", laggards);
    return target.shown() + ": timed out after " + timeout.toMillis() + " ms: " + reason;
  }

  private static String share(JsonNode answer) {
    return answer.path("applied").asInt() + " of " + answer.path("total").asInt() + " proxies";
  }
}
