package io.heddle.perf.micro;

import java.util.List;

/** How long each benchmark is run, in the words of JMH's command line. */
enum Size {
  /** Two JVMs each, 4 s in either: about 12 minutes. */
  FULL("-f 2 -wi 3 -w 500ms -i 5 -r 500ms"),
  /** Shows that all run, in one size each; the figures are too coarse to be compared. */
  QUICK(
      "-f 1 -wi 1 -w 50ms -i 3 -r 50ms"
          + " -p routes=100 -p hosts=100 -p endpoints=100 -p resources=100 -p services=1000 -p files=1");

  private final String options;

  Size(String options) {
    this.options = options;
  }

  List<String> options() {
    return List.of(options.split(" "));
  }
}
