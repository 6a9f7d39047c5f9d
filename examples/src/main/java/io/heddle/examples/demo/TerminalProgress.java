package io.heddle.examples.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Progress as a view that is redrawn in place, with the events scrolling above it. */
final class TerminalProgress implements Progress {
  private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

  private final PrintStream out;
  private List<String> shown = List.of();

  TerminalProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void event(String text) {
    StringBuilder frame = erase();
    frame.append("  ").append(text).append('\n');
    draw(frame, shown);
  }

  @Override
  public synchronized void sample(Sample sample) {
    draw(erase(), lines(sample));
  }

  private StringBuilder erase() {
    return new StringBuilder().repeat(UP_AND_CLEAR, shown.size());
  }

  private void draw(StringBuilder frame, List<String> lines) {
    lines.forEach(line -> frame.append(line).append('\n'));
    shown = lines;
    out.print(frame);
    out.flush();
  }

  private static List<String> lines(Sample sample) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(" " + sample.part() + "  " + PlainProgress.line(sample));
    for (Sample.ReplicaState replica : sample.replicas()) {
      lines.add(String.format(Locale.ROOT, "   %-24s %s", replica.name(), replica.state()));
    }
    return List.copyOf(lines);
  }
}
