package io.heddle.proxy.lifecycle;

import java.util.Optional;
import java.util.function.Consumer;

/** Gives the same outcome every time; at first that nobody listens. */
final class FakeProbe implements Probe {
  private Optional<ProbeOutcome> outcome = Optional.of(new ProbeOutcome.Refused("nobody listens"));
  private int checks;

  void passes() {
    outcome = Optional.of(new ProbeOutcome.Passed());
  }

  void refuses() {
    outcome = Optional.of(new ProbeOutcome.Refused("nobody listens"));
  }

  void fails() {
    outcome = Optional.of(new ProbeOutcome.Failed("timed out"));
  }

  void hangs() {
    outcome = Optional.empty();
  }

  int checks() {
    return checks;
  }

  @Override
  public void check(Consumer<ProbeOutcome> consumer) {
    checks++;
    outcome.ifPresent(consumer);
  }
}
