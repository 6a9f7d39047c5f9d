package io.heddle.proxy.evaluate;

import io.heddle.proxy.xds.OfflineConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heddle proxy evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Says what a sidecar with the given xDS resources does with a request, without sending it.",
      "Reads JSON and writes JSON; docs/evaluate.md has the shapes."
    },
    footer = {"", "Exits 0 with answers, 2 if the input cannot be read."},
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final InputStream in;
  private final PrintStream out;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = STANDARD_INPUT,
      description = "resources and requests; - is standard input, and what is read without it")
  private String file = STANDARD_INPUT;

  private EvaluateCommand(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  public static CommandLine create(InputStream in, PrintStream out) {
    return new CommandLine(new EvaluateCommand(in, out));
  }

  @Override
  public Integer call() {
    Input input = input();
    OfflineConfig config = OfflineConfig.read(input.resources());
    Evaluation evaluation = new Evaluation(config.snapshot());
    List<Answer> answers = input.questions().stream().map(evaluation::answer).toList();
    out.println(new AnswerJson(config.snapshot()).text(config.rejected(), answers));
    return CommandLine.ExitCode.OK;
  }

  private Input input() {
    try {
      byte[] bytes =
          file.equals(STANDARD_INPUT) ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
      return InputReader.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (UnreadableInputException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(), file + ": cannot be read: " + e + " (expected: a file of JSON)", e);
    }
  }
}
