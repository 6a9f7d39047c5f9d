package io.heddle.examples.demo;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the launcher calls after a build, so that all programs start quickly from then on. */
@Command(
    name = "record",
    hidden = true,
    description = "Runs a small mesh once whose programs record what makes their starts quick.",
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    WorkDirectory work = WorkDirectory.create();
    ProcessGroup processes = new ProcessGroup();
    Thread cleanup = new Thread(processes::close, "cleanup");
    Runtime.getRuntime().addShutdownHook(cleanup);
    try (processes) {
      new Recording(processes, new MeshFiles(work.root())).run();
    } finally {
      work.delete();
    }
    return 0;
  }
}
