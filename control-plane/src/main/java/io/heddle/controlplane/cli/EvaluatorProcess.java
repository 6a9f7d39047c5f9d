package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the sidecar's program; what it says of itself goes to the standard error. */
final class EvaluatorProcess implements Evaluator {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SHOWN = "heddle proxy evaluate";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path program;
  private final Duration limit;

  EvaluatorProcess(Path program, Duration limit) {
    this.program = program;
    this.limit = limit;
  }

  /** The program beside which this one was started. */
  static Evaluator of(Map<String, String> environment) {
    String home = environment.get("HEDDLE_HOME");
    return home == null
        ? _ -> {
          throw CommandFailedException.failed(
              "HEDDLE_HOME: not set (expected: the folder of the program heddle)");
        }
        : new EvaluatorProcess(Path.of(home, "heddle"), LIMIT);
  }

  @Override
  public JsonNode evaluate(JsonNode question) throws CommandFailedException {
    Process process = start();
    try {
      FutureTask<JsonNode> answer = new FutureTask<>(() -> JSON.readTree(process.getInputStream()));
      Thread.ofVirtual().start(answer);
      FutureTask<Void> written = new FutureTask<>(() -> write(question, process), null);
      Thread.ofVirtual().start(written);
      return await(process, answer);
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start() throws CommandFailedException {
    try {
      return new ProcessBuilder(List.of(program.toString(), "proxy", "evaluate", "-"))
          .redirectError(Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw CommandFailedException.failed(
          program + ": cannot be started (expected: the program heddle)");
    }
  }

  private static void write(JsonNode question, Process process) {
    try (OutputStream in = process.getOutputStream()) {
      JSON.writeValue(in, question);
    } catch (IOException e) {
      // It ended without reading everything; its exit code says why.
    }
  }

  private JsonNode await(Process process, Future<JsonNode> answer) throws CommandFailedException {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw tooLate();
      }
      if (process.exitValue() != 0) {
        throw CommandFailedException.failed(
            SHOWN + ": ended with " + process.exitValue() + " (expected: 0)");
      }
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw tooLate();
    } catch (ExecutionException e) {
      throw CommandFailedException.failed(SHOWN + ": no JSON (expected: answers)");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailedException.failed(SHOWN + ": interrupted");
    }
  }

  private CommandFailedException tooLate() {
    return CommandFailedException.failed(
        SHOWN + ": no answer (expected: within " + limit.toMillis() + " ms)");
  }
}
