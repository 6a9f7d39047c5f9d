package io.heddle.controlplane.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FreePortsTest {
  @Test
  void aPortThatTheSystemNamesAgainIsNotGivenTwice() {
    PrimitiveIterator.OfInt named = IntStream.of(40_000, 40_000, 40_001).iterator();
    FreePorts ports = new FreePorts(named::nextInt);

    assertThat(ports.getAsInt()).isEqualTo(40_000);
    assertThat(ports.getAsInt()).isEqualTo(40_001);
  }
}
