package io.heddle.controlplane.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --help}, on every command. */
final class HelpOption {
  private static final String NAME = "--help";

  private HelpOption() {}

  /** Adds it to the command and to all below. */
  static void addTo(CommandLine command) {
    if (command.getCommandSpec().findOption(NAME) == null) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", NAME)
                  .type(boolean.class)
                  .usageHelp(true)
                  .description("says how it is used")
                  .build());
    }
    command.getSubcommands().values().forEach(HelpOption::addTo);
  }
}
