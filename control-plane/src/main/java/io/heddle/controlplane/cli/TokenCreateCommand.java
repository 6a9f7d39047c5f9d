package io.heddle.controlplane.cli;

import io.heddle.controlplane.identity.StateDirectory;
import io.heddle.controlplane.identity.TokenGrant;
import io.heddle.controlplane.identity.TokenStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a join token in the state directory, and prints it: nothing else keeps its secret. */
@Command(
    name = "create",
    description = "Makes a join token and prints it.",
    footer = "Whoever may write the state directory may admit workloads.")
public final class TokenCreateCommand implements Callable<Integer> {
  @Option(
      names = "--service",
      required = true,
      paramLabel = "S",
      description = "the service that the workload is")
  private String service = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "N",
      defaultValue = "default",
      description = "of the service (default: ${DEFAULT-VALUE})")
  private String namespace = "default";

  @Option(
      names = "--label",
      paramLabel = "K=V",
      description = "of the instances, repeatable (default: app=SERVICE)")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--uses",
      paramLabel = "COUNT",
      defaultValue = "1",
      description = "instances that it admits (default: ${DEFAULT-VALUE})")
  private int uses = 1;

  @Option(
      names = "--ttl",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = DurationConverter.class,
      description = "how long it does (default: ${DEFAULT-VALUE})")
  private Duration ttl = Duration.ofHours(1);

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the control plane's state directory")
  private Path state = Path.of("");

  @Option(
      names = "--trust-domain",
      paramLabel = "DOMAIN",
      defaultValue = "cluster.local",
      description = "of the authority, if there is none yet (default: ${DEFAULT-VALUE})")
  private String trustDomain = "cluster.local";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws CommandFailedException {
    TokenGrant grant = grant();
    try {
      TokenStore tokens =
          TokenStore.of(
              new StateDirectory(state), trustDomain, InstantSource.system(), new SecureRandom());
      PrintWriter out = spec.commandLine().getOut();
      out.println(tokens.create(grant).text());
      out.flush();
      return 0;
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "state: " + state + ": " + e + " (expected: a directory that can be written)");
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.failed("state: " + e.getMessage());
    }
  }

  private TokenGrant grant() throws CommandFailedException {
    try {
      return new TokenGrant(service, namespace, labels, uses, ttl);
    } catch (IllegalArgumentException e) {
      throw CommandFailedException.wrongUse(String.valueOf(e.getMessage()));
    }
  }
}
