package io.heddle.perf.command;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** One call of a measurement through {@code perf/run}. */
public record Invocation(CommandSpec spec) {
  /**
   * The call that a command is about to carry out.
   *
   * @param spec as the command line injected it
   */
  public static Invocation of(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("the command line sets the spec");
    }
    return new Invocation(spec);
  }

  /** As it was typed. */
  public String text() {
    return "perf/run "
        + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }

  /** The repository's root. */
  public Path home() {
    String home = System.getenv("HEDDLE_HOME");
    if (home == null) {
      throw wrongUse("HEDDLE_HOME: not set (expected: the repository's root, as perf/run sets it)");
    }
    return Path.of(home);
  }

  /** A plan whose numbers were typed; what it refuses is wrong use. */
  public <T> T plan(Supplier<T> plan) {
    try {
      return plan.get();
    } catch (IllegalArgumentException e) {
      throw wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
