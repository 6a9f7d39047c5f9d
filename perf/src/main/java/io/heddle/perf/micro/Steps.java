package io.heddle.perf.micro;

import io.heddle.perf.process.Progress;
import io.heddle.perf.process.WorkDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs one after the other, each with a log; one that fails ends it all. */
record Steps(Path home, WorkDirectory work, Progress progress) {
  private static final String BENCHMARK = "# Benchmark: ";
  private static final String PARAMETERS = "# Parameters: ";

  void run(String what, String log, List<String> command) throws IOException, InterruptedException {
    progress.line(what);
    Path file = work.root().resolve(log);
    Process process =
        new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).start();
    Thread cleanup = new Thread(process::destroy, "cleanup");
    Runtime.getRuntime().addShutdownHook(cleanup);
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        Writer writer = Files.newBufferedWriter(file)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        writer.append(line).append('\n');
        show(line);
      }
    }
    int code = process.waitFor();
    var _ = Runtime.getRuntime().removeShutdownHook(cleanup);
    if (code != 0) {
      throw new IOException("%s: ended with %d (see %s)".formatted(what, code, file));
    }
  }

  private void show(String line) {
    if (line.startsWith(BENCHMARK)) {
      progress.line(line.substring(BENCHMARK.length()));
    } else if (line.startsWith(PARAMETERS)) {
      progress.line("  " + line.substring(PARAMETERS.length()));
    }
  }
}
