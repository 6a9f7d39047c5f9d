package io.heddle.perf.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class StockVersionTest {
  @Test
  void theJarSaysWhichOneIsMeasured() throws IOException {
    assertThat(StockVersion.text()).matches("\\d+\\.\\d+\\.\\d+");
  }
}
