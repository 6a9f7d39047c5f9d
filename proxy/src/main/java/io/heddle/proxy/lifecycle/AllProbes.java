package io.heddle.proxy.lifecycle;

import java.util.List;
import java.util.function.Consumer;

/** Several checks one after the other; the first that does not pass decides. */
record AllProbes(List<Probe> probes) implements Probe {
  AllProbes {
    probes = List.copyOf(probes);
  }

  @Override
  public void check(Consumer<ProbeOutcome> outcome) {
    checkFrom(0, outcome);
  }

  private void checkFrom(int index, Consumer<ProbeOutcome> outcome) {
    if (index == probes.size()) {
      outcome.accept(new ProbeOutcome.Passed());
      return;
    }
    probes
        .get(index)
        .check(one -> {
          if (one instanceof ProbeOutcome.Passed) {
            checkFrom(index + 1, outcome);
          } else {
            outcome.accept(one);
          }
        });
  }
}
