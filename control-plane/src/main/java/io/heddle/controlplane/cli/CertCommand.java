package io.heddle.controlplane.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What has to do with the mesh's certificates. */
@Command(
    name = "cert",
    description = "Replaces the root of the mesh's certificates, and shows who is trusted.",
    subcommands = {CertRotateCommand.class, CertStatusCommand.class})
public final class CertCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "cert: no command (expected: rotate or status)");
  }
}
