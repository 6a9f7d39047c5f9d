package io.heddle.perf;

import io.heddle.perf.controlplane.ControlPlaneCommand;
import io.heddle.perf.micro.MicroCommand;
import io.heddle.perf.sidebyside.SideBySideCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code heddle load} and of {@code perf/run}. */
@Command(
    name = "heddle",
    subcommands = {
      LoadCommand.class,
      SideBySideCommand.class,
      ControlPlaneCommand.class,
      MicroCommand.class
    },
    description = "Measures Heddle.",
    mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((exception, _) -> {
      exception.getCommandLine().getErr().println("heddle: " + exception.getMessage());
      return CommandLine.ExitCode.USAGE;
    });
    commandLine.setExecutionExceptionHandler((exception, failed, _) -> {
      failed.getErr().println("heddle: " + exception.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    });
    return commandLine;
  }
}
