package io.heddle.controlplane.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands that belong to the control plane; each is a command below this one. */
@Command(
    name = "heddle",
    description = "A service mesh whose rollouts never lose a request, and prove it.",
    subcommands = {
      TokenCommand.class,
      CertCommand.class,
      StatusCommand.class,
      WaitCommand.class,
      RolloutsCommand.class,
      ValidateCommand.class,
      ExplainCommand.class,
      CheckCommand.class
    })
public final class HeddleCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The commands, with one line and a fitting exit code for whatever goes wrong. */
  public static CommandLine commandLine() {
    return completed(new CommandLine(new HeddleCommand()));
  }

  /** Gives all commands help and one line for an error; to be called again after one was added. */
  public static CommandLine completed(CommandLine commands) {
    HelpOption.addTo(commands);
    return commands
        .setParameterExceptionHandler(HeddleCommand::wrongUse)
        .setExecutionExceptionHandler((e, line, _) -> failed(e, line));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "command: none (expected: one)");
  }

  private static int wrongUse(ParameterException e, String[] arguments) {
    CommandLine line = e.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    String message = String.valueOf(e.getMessage()).replace('\n', ' ');
    line.getErr().println(message + " (see " + command + " --help)");
    line.getErr().flush();
    return 2;
  }

  private static int failed(Exception e, CommandLine line) {
    if (e instanceof CommandFailedException failure) {
      line.getErr().println(failure.getMessage());
      line.getErr().flush();
      return failure.exitCode();
    }
    line.getErr().println("internal error: " + e);
    line.getErr().flush();
    return 1;
  }
}
