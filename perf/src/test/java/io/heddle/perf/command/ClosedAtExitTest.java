package io.heddle.perf.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClosedAtExitTest {
  private final List<String> said = new ArrayList<>();

  @Test
  void aMeasurementThatIsDoneIsClosedOnce() throws IOException {
    try (var _ = ClosedAtExit.of(() -> said.add("closed"))) {
      said.add("measured");
    }

    assertThat(said).containsExactly("measured", "closed");
  }

  @Test
  void whatGoesWrongIsNotHidden() {
    ClosedAtExit closed =
        ClosedAtExit.of(() -> {
          throw new IOException("no room");
        });

    assertThatThrownBy(closed::close).hasMessage("no room");
  }
}
