package io.heddle.proxy.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AccessLogTest {
  private static final int QUEUED = 16;

  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void anOutputThatBlocksCostsLinesAndNeverTheEventLoop() throws InterruptedException {
    AccessLog log =
        new AccessLog(
            AccessLogMode.ALL,
            QUEUED,
            InstantSource.system(),
            new PrintStream(new Blocking(), false, StandardCharsets.UTF_8));
    log.onEnded(TestExchange.outbound(200));
    blocked.await();

    for (int i = 0; i < QUEUED + 3; i++) {
      log.onEnded(TestExchange.outbound(200));
    }
    assertThat(log.dropped()).isEqualTo(3);

    release.countDown();
    log.close();
    assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(QUEUED + 1);
  }

  /** Takes nothing until it is let. */
  private final class Blocking extends OutputStream {
    @Override
    public void write(int one) {
      blocked.countDown();
      boolean interrupted = false;
      while (release.getCount() > 0) {
        try {
          release.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      written.write(one);
    }
  }
}
