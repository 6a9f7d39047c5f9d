package io.heddle.perf.sidebyside;

/** Where a run says how far it is. */
interface Progress {
  void line(String text);
}
