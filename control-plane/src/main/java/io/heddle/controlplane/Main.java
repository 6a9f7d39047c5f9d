package io.heddle.controlplane;

import io.heddle.controlplane.cli.CommandFailedException;
import io.heddle.controlplane.cli.HeddleCommand;
import io.heddle.controlplane.up.OrphanWatch;
import io.heddle.controlplane.up.UpCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The control plane's process, and the commands that talk to one. */
public final class Main {
  /** Help is for people; the file is for what the control plane needs to know. */
  private static final Set<String> NOT_IN_FILE = Set.of("help", "config");

  private Main() {}

  public static void main(String[] arguments) {
    if (System.getenv(OrphanWatch.STARTED_BY_UP) != null) {
      OrphanWatch.start(System.in, () -> System.exit(0));
    }
    System.exit(run(arguments, System.getenv(), writer(System.out), writer(System.err)));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /** Runs a command and returns its exit code. */
  static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    CommandLine controlPlane = new CommandLine(new ControlPlaneCommand());
    controlPlane.getCommandSpec().addOption(ConfigOption.spec());
    CommandLine commands =
        HeddleCommand.commandLine().addSubcommand(controlPlane).addSubcommand(new UpCommand());
    HeddleCommand.completed(commands).setOut(out).setErr(err);
    try {
      controlPlane.setDefaultValueProvider(values(arguments, environment, controlPlane));
    } catch (CommandFailedException e) {
      err.println(e.getMessage());
      return e.exitCode();
    }
    return commands.execute(arguments);
  }

  private static ConfigValues values(
      String[] arguments, Map<String, String> environment, CommandLine controlPlane)
      throws CommandFailedException {
    ConfigValues values = ConfigValues.ofEnvironment(environment);
    Optional<Path> file = ConfigOption.among(arguments);
    return file.isPresent() ? values.withFile(file.get(), keys(controlPlane)) : values;
  }

  private static Set<String> keys(CommandLine controlPlane) {
    return controlPlane.getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .map(name -> name.substring(2))
        .filter(name -> !NOT_IN_FILE.contains(name))
        .collect(Collectors.toSet());
  }
}
