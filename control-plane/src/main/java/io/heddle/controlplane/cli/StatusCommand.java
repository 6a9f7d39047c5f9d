package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the proxies and what each has acknowledged. */
@Command(name = "status", description = "Shows the proxies and what each has acknowledged.")
public final class StatusCommand implements Callable<Integer> {
  @Mixin private ClientOptions options = new ClientOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    try (AdminClient client = options.client()) {
      JsonNode proxies = client.get("/v1/proxies");
      PrintWriter out = spec.commandLine().getOut();
      if (options.wantsJson()) {
        ClientOptions.printJson(proxies, out);
      } else {
        print(proxies.path("proxies"), out);
      }
    }
    return 0;
  }

  private static void print(JsonNode proxies, PrintWriter out) {
    Table table =
        new Table("PROXY", "SERVICE", "KIND", "STATE", "CONNECTED", "PENDING", "REJECTED");
    for (JsonNode proxy : proxies) {
      table.row(
          proxy.path("id").asText(),
          proxy.path("namespace").asText() + "/" + proxy.path("service").asText(),
          proxy.path("kind").asText(),
          shown(proxy.path("state").asText()),
          proxy.path("connected").asBoolean() ? "yes" : "no",
          proxy.path("pending").asText(),
          rejected(proxy.path("rejected")));
    }
    table.print(out);
  }

  private static String rejected(JsonNode rejected) {
    StringBuilder names = new StringBuilder();
    for (JsonNode resource : rejected) {
      names.append(names.isEmpty() ? "" : ", ").append(resource.path("name").asText());
    }
    return shown(names.toString());
  }

  private static String shown(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
