package io.heddle.controlplane.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What has to do with the mesh's certificates. */
@Command(
    name = "cert",
    description = "Issues certificates of the mesh, replaces their root, shows who is trusted.",
    subcommands = {CertIssueCommand.class, CertRotateCommand.class, CertStatusCommand.class})
public final class CertCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "cert: no command (expected: issue, rotate or status)");
  }
}
