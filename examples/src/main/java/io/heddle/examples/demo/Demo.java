package io.heddle.examples.demo;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The whole demo; whatever ends it, it leaves no process behind. */
final class Demo implements AutoCloseable {
  private static final long SEED = 20_251;

  private final DemoOptions options;
  private final Commands commands;
  private final Progress progress;
  private final WorkDirectory work;
  private final ProcessGroup processes = new ProcessGroup();

  Demo(DemoOptions options, Commands commands, Progress progress) throws IOException {
    this.options = options;
    this.commands = commands;
    this.progress = progress;
    this.work = WorkDirectory.create();
  }

  DemoReport run() throws IOException, InterruptedException {
    Set<Protection> without =
        options.only().isEmpty() ? EnumSet.allOf(Protection.class) : options.only();
    PartResult unprotected = run(PartPlan.unprotected(without, options.requestsPerSecond(), SEED));
    if (!options.only().isEmpty()) {
      return new DemoReport(unprotected, Optional.empty());
    }
    PartResult guarded =
        run(PartPlan.protectedBy(options.rollouts(), options.requestsPerSecond(), SEED));
    return new DemoReport(unprotected, Optional.of(guarded));
  }

  /** The mixed load's part alone. */
  MixResult runMix() throws IOException, InterruptedException {
    PartPlan plan = PartPlan.protectedBy(options.rollouts(), options.requestsPerSecond(), SEED);
    MeshFiles files = new MeshFiles(work.directory("mix"));
    return new MixPart(plan, commands, processes, files, progress).run();
  }

  private PartResult run(PartPlan plan) throws IOException, InterruptedException {
    String off = Protection.format(plan.without());
    progress.event(
        "part %s: %s"
            .formatted(plan.name(), off.isEmpty() ? "all protections on" : "without " + off));
    MeshFiles files = new MeshFiles(work.directory("part-" + plan.name()));
    return new PartRun(plan, commands, processes, files, progress).run();
  }

  @Override
  public void close() throws IOException {
    processes.close();
    switch (options.files()) {
      case DELETE -> work.delete();
      case KEEP -> progress.event("kept " + work.root());
    }
  }
}
