package io.heddle.perf.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MachineTest {
  private static final String TWO =
      """
      processor\t: 0
      model name\t: Xeon(R): x
      processor\t: 1
      model name\t: Xeon(R): x
      """;

  @Test
  void theModelIsWhatTheFirstProcessorCallsItself() {
    assertThat(Machine.model(TWO)).isEqualTo("Xeon(R): x");
    assertThat(Machine.model("processor\t: 0\n")).isEqualTo("unknown");
  }

  @Test
  void allProcessorsOfTheHostAreCounted() {
    assertThat(Machine.processors(TWO)).isEqualTo(2);
  }
}
