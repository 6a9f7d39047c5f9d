package io.heddle.perf.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which processors sidecars have, and which all others. */
public sealed interface Placement {
  /** The command line that runs a command where sidecars run. */
  List<String> sidecar(List<String> command);

  /** What the report says of it. */
  String text();

  /** Sidecars have one processor for themselves; the harness and its children have the others. */
  record Pinned(int sidecars, String others) implements Placement {
    @Override
    public List<String> sidecar(List<String> command) {
      List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(sidecars)));
      pinned.addAll(command);
      return pinned;
    }

    /** Moves a running process, with all its threads, to where the harness belongs. */
    List<String> moveHarness(long process) {
      return List.of("taskset", "-a", "-c", "-p", others, Long.toString(process));
    }

    @Override
    public String text() {
      return "both sidecars on processor %d; load, backend and control plane on %s"
          .formatted(sidecars, others);
    }
  }

  /** Everything runs where the kernel puts it. */
  record Shared(String reason) implements Placement {
    @Override
    public List<String> sidecar(List<String> command) {
      return command;
    }

    @Override
    public String text() {
      return "not pinned: " + reason;
    }
  }

  /** Reads {@code Cpus_allowed_list}, such as {@code 0-3,8}. */
  static Placement of(String allowed) {
    List<Integer> processors = processors(allowed);
    if (processors.size() < 2) {
      return new Shared("processors: " + allowed + " (expected: at least two)");
    }
    return new Pinned(
        processors.getFirst(),
        processors.subList(1, processors.size()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",")));
  }

  private static List<Integer> processors(String allowed) {
    List<Integer> processors = new ArrayList<>();
    Pattern range = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");
    for (String part : allowed.strip().split(",", -1)) {
      Matcher matcher = range.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "processors: " + allowed + " (expected: a list such as 0-3,8)");
      }
      int first = Integer.parseInt(matcher.group(1));
      int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
      for (int processor = first; processor <= last; processor++) {
        processors.add(processor);
      }
    }
    return processors;
  }
}
