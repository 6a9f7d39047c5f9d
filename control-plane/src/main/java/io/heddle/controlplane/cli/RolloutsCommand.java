package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the report cards of the last rollouts. */
@Command(name = "rollouts", description = "Shows the report cards of the last rollouts.")
public final class RolloutsCommand implements Callable<Integer> {
  @Mixin private ClientOptions options = new ClientOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    try (AdminClient client = options.client()) {
      JsonNode rollouts = client.get("/v1/rollouts");
      PrintWriter out = spec.commandLine().getOut();
      if (options.wantsJson()) {
        ClientOptions.printJson(rollouts, out);
      } else {
        print(rollouts.path("rollouts"), out);
      }
    }
    return 0;
  }

  private static void print(JsonNode rollouts, PrintWriter out) {
    Table table =
        new Table(
            "SERVICE",
            "STARTED",
            "ENDED",
            "IN",
            "OUT",
            "P99 MS",
            "MAX MS",
            "SLOWEST",
            "FAILED",
            "MISDIRECTED",
            "REPEATED",
            "DIP",
            "LAGGARDS");
    for (JsonNode rollout : rollouts) {
      JsonNode propagation = rollout.path("propagationMillis");
      table.row(
          rollout.path("namespace").asText() + "/" + rollout.path("service").asText(),
          rollout.path("startedAt").asText(),
          rollout.path("endedAt").isNull() ? "-" : rollout.path("endedAt").asText(),
          Integer.toString(rollout.path("instancesIn").size()),
          Integer.toString(rollout.path("instancesOut").size()),
          millis(propagation.path("p99")),
          millis(propagation.path("max")),
          shown(propagation.path("slowest").asText()),
          rollout.path("failed").asText(),
          rollout.path("misdirected").asText(),
          rollout.path("repeated").asText(),
          rollout.path("capacityDip").asText(),
          Integer.toString(rollout.path("laggards").size()));
    }
    table.print(out);
  }

  private static String millis(JsonNode number) {
    return String.format(Locale.ROOT, "%.1f", number.asDouble());
  }

  private static String shown(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
