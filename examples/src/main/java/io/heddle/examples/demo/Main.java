package io.heddle.examples.demo;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code heddle demo}. */
@Command(
    name = "heddle",
    subcommands = {DemoCommand.class, RecordCommand.class},
    description = "Shows Heddle at work.",
    mixinStandardHelpOptions = true)
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
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
