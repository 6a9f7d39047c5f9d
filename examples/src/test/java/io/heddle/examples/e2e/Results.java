package io.heddle.examples.e2e;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of one case: printed, and at full size kept in {@code docs/results}. */
public final class Results {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String HEAD =
      """
      # End to end, at full size

      A line a run of a case, written by the suites themselves; the newest figures of each are beside this file.

      | date | commit | case | figures |
      |---|---|---|---|
      """;

  private final String name;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  private Results(String name) {
    this.name = name;
  }

  /** Of a case such as {@code faults-control-plane-killed}. */
  public static Results of(String name) {
    return new Results(name);
  }

  Results of(Trial.Result result) {
    return add("requests", result.load().requests())
        .add("failed", result.load().failed())
        .add("duplicates", result.findings().duplicates())
        .add("disagreements", result.findings().disagreementCount())
        .add("p50Millis", result.load().latencyMillis(50))
        .add("p99Millis", result.load().latencyMillis(99))
        .add("maxMillis", result.load().maxLatencyMillis());
  }

  public Results add(String figure, Object value) {
    figures.put(figure, value);
    return this;
  }

  /** Before anything is asserted, so that a failure has its figures too. */
  public void keep() throws IOException, InterruptedException {
    System.out.println("  " + name + ": " + shown());
    if (Size.current() == Size.SMALL) {
      return;
    }
    Path directory = Files.createDirectories(root().resolve("docs/results"));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "date", LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC).toString());
    all.put("commit", commit());
    all.putAll(figures);
    Files.writeString(directory.resolve(name + ".json"), JSON.writeValueAsString(all) + "\n");
    Path table = directory.resolve("end-to-end.md");
    if (!Files.exists(table)) {
      Files.writeString(table, HEAD);
    }
    Files.writeString(
        table,
        "| %s | %s | %s | %s |\n".formatted(all.get("date"), all.get("commit"), name, shown()),
        StandardOpenOption.APPEND);
  }

  private String shown() {
    return figures.entrySet().stream()
        .map(figure -> figure.getKey() + " " + figure.getValue())
        .collect(Collectors.joining(", "));
  }

  /** What was measured; the figures themselves are no change of it. */
  private static String commit() throws IOException, InterruptedException {
    String head = git("rev-parse", "--short", "HEAD");
    boolean changed = !git("status", "--porcelain", "--", ".", ":!docs/results").isEmpty();
    return changed ? head + "-dirty" : head;
  }

  private static String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(root().toFile()).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? said : "unknown";
  }

  private static Path root() {
    return Path.of("..").toAbsolutePath().normalize();
  }
}
