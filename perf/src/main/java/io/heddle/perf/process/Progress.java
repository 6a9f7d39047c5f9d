package io.heddle.perf.process;

/** Where a run says how far it is. */
public interface Progress {
  void line(String text);
}
