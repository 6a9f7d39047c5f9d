package io.heddle.perf.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which state of the repository is measured. */
public final class Commit {
  private Commit() {}

  /** The short name of the commit; says so where files differ from it, and where there is none. */
  public static String of(Path home) throws InterruptedException {
    try {
      String name = git(home, "rev-parse", "--short", "HEAD");
      // What an earlier measurement wrote is no difference of the code.
      String changes =
          git(home, "status", "--porcelain", "--untracked-files=no", "--", ".", ":!perf/results");
      return changes.isEmpty() ? name : name + "-dirty";
    } catch (IOException _) {
      return "unknown";
    }
  }

  private static String git(Path home, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException("git ended with " + code);
    }
    return said;
  }
}
