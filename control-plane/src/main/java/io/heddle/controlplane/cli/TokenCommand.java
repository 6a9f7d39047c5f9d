package io.heddle.controlplane.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What has to do with join tokens. */
@Command(
    name = "token",
    description = "Makes join tokens for workloads.",
    subcommands = TokenCreateCommand.class)
public final class TokenCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "token: no command (expected: create)");
  }
}
