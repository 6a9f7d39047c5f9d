package io.heddle.controlplane.cli;

import io.heddle.controlplane.check.Checkup;
import io.heddle.controlplane.check.ControlPlaneFacts;
import io.heddle.controlplane.check.Fact;
import io.heddle.controlplane.check.Facts;
import io.heddle.controlplane.check.Facts.Expectation;
import io.heddle.controlplane.check.ObjectProblem;
import io.heddle.controlplane.check.gather.DirectoryGathering;
import io.heddle.controlplane.check.gather.FilesGathering;
import io.heddle.controlplane.check.gather.HostGathering;
import io.heddle.controlplane.check.gather.StateGathering;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks for what is wrong with an installation. */
@Command(
    name = "check",
    description = "Looks for what is wrong with the installation on this host.",
    footer = {
      "What cannot be looked at is skipped, with the reason. A control plane that --admin",
      "names has to answer; one that is only looked for by default does not.",
      "",
      "Exits 0 without an error, 1 with at least one, 2 if used wrongly."
    })
public final class CheckCommand implements Callable<Integer> {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

  @Mixin private ClientOptions options = new ClientOptions();

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description = "the directory of Services and HTTPRoutes that the control plane reads")
  private @Nullable Path files;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the control plane's directory of state")
  private @Nullable Path state;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CheckReport report = new CheckReport(Checkup.of(facts(InstantSource.system())));
    PrintWriter out = spec.commandLine().getOut();
    if (options.wantsJson()) {
      ClientOptions.printJson(report.json(), out);
    } else {
      report.print(out);
    }
    return report.exitCode();
  }

  private Facts facts(InstantSource clock) {
    return new Facts(
        clock.instant(),
        HostGathering.gather(Optional.ofNullable(System.getenv("HEDDLE_JAVA_HOME")).orElse("")),
        given(state, "--state", path -> new Fact.Found<>(DirectoryGathering.gather(path))),
        given(state, "--state", StateGathering::gather),
        given(files, "--files", path -> new Fact.Found<>(FilesGathering.directory(path))),
        given(files, "--files", CheckCommand::objects),
        controlPlane(clock),
        ClientOptions.namesControlPlane(spec) ? Expectation.NAMED : Expectation.TRIED);
  }

  private static <T> Fact<T> given(
      @Nullable Path path, String option, Function<Path, Fact<T>> gather) {
    return path == null ? new Fact.Unknown<>(option + " is not given") : gather.apply(path);
  }

  private static Fact<List<ObjectProblem>> objects(Path root) {
    if (!Files.isDirectory(root)) {
      return new Fact.Unknown<>(root + ": no directory of objects");
    }
    try {
      return new Fact.Found<>(FilesGathering.objects(root));
    } catch (IOException e) {
      return new Fact.Unknown<>(root + ": " + e);
    }
  }

  private Fact<ControlPlaneFacts> controlPlane(InstantSource clock) {
    try (AdminClient client = options.client()) {
      return new ControlPlaneGathering(
              client,
              options.admin.toString(),
              clock,
              () -> LockSupport.parkNanos(BETWEEN_LOOKS.toNanos()))
          .gather();
    }
  }
}
