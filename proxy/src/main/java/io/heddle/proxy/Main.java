package io.heddle.proxy;

import io.heddle.proxy.evaluate.EvaluateCommand;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code heddle proxy} and {@code heddle run}. */
public final class Main {
  static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    int code = run(arguments, System.getenv(), System.out, System.err);
    System.out.flush();
    // Event loops, the logger and whoever else may still have a thread do not keep the process.
    Runtime.getRuntime().halt(code);
  }

  static int run(
      String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    CommandSpec root = CommandSpec.create().name("heddle").mixinStandardHelpOptions(true);
    root.usageMessage().description("The sidecar of the Heddle service mesh.");
    CommandLine line = new CommandLine(root);
    CommandLine proxy = ProxyCommand.create(environment, out);
    proxy.addSubcommand("evaluate", EvaluateCommand.create(System.in, out));
    line.addSubcommand("proxy", proxy);
    line.addSubcommand("run", RunCommand.create(environment, out));
    // An argument that begins with @ names a file with a token, not one with arguments.
    return line.setExpandAtFiles(false)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler(Main::wrongUse)
        .setExecutionExceptionHandler(Main::failed)
        .setExecutionStrategy(Main::execute)
        .execute(arguments);
  }

  private static int execute(CommandLine.ParseResult parsed) {
    boolean help = parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested();
    if (!parsed.hasSubcommand() && !help) {
      throw new ParameterException(
          parsed.commandSpec().commandLine(), "command: none (expected: proxy or run)");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int wrongUse(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().println(name + ": " + firstLine(wrong) + " (see: " + name + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String name = command.getCommandSpec().qualifiedName();
    if (failure instanceof ConfigException) {
      command.getErr().println(name + ": " + firstLine(failure));
      return CommandLine.ExitCode.USAGE;
    }
    if (failure instanceof StartException) {
      command.getErr().println(name + ": " + firstLine(failure));
    } else {
      failure.printStackTrace(command.getErr());
    }
    return FAILED;
  }

  private static String firstLine(Exception failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message.lines().findFirst().orElse("");
  }
}
