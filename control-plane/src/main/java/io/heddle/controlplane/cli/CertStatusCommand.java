package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows whom the mesh trusts, and how far a change of that is. */
@Command(
    name = "status",
    description = "Shows the roots, the workloads' oldest certificate, and how far a rotation is.")
public final class CertStatusCommand implements Callable<Integer> {
  @Mixin private ClientOptions options = new ClientOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    try (AdminClient client = options.client()) {
      JsonNode authority = client.get("/v1/authority");
      PrintWriter out = spec.commandLine().getOut();
      if (options.wantsJson()) {
        ClientOptions.printJson(authority, out);
      } else {
        print(authority, out);
      }
    }
    return 0;
  }

  private static void print(JsonNode authority, PrintWriter out) {
    String phase = authority.path("phase").asText();
    out.println("trust domain      " + authority.path("trustDomain").asText());
    out.println(
        "rotation          "
            + (phase.equals("NONE")
                ? "none"
                : phase + " since " + authority.path("since").asText()));
    JsonNode oldest = authority.path("oldestCertificate");
    out.println(
        "oldest            "
            + (oldest.isObject()
                ? oldest.path("uid").asText() + ", expires " + oldest.path("expiresAt").asText()
                : "-"));
    out.println("next renewal      " + authority.path("nextRenewalAt").asText("-"));
    Table roots = new Table("ROOT", "EXPIRES", "SIGNS", "SUBJECT");
    for (JsonNode root : authority.path("roots")) {
      roots.row(
          root.path("keyHash").asText(),
          root.path("expiresAt").asText(),
          root.path("keyHash").equals(authority.path("issuer")) ? "yes" : "no",
          root.path("subject").asText());
    }
    roots.print(out);
    for (JsonNode laggard : authority.path("laggards")) {
      out.println(
          "waits for " + laggard.path("uid").asText() + ": " + laggard.path("cause").asText());
    }
    out.flush();
  }
}
