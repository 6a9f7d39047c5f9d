package io.heddle.controlplane.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SessionsTest {
  private static final int MAX = IdentityConfig.defaults("mesh.test").maxSessions();

  private final Sessions sessions =
      new Sessions(new RecordingListener(), new RecordingObserver(), MAX);

  @Test
  void theTenThousandthSessionIsTheLast() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      sessions.opened();
    }

    assertThatThrownBy(sessions::opened)
        .isInstanceOf(RefusedException.class)
        .hasMessage("sessions: 10000 (expected: at most 10000)");
    sessions.closed();
    assertThatCode(sessions::opened).doesNotThrowAnyException();
  }
}
