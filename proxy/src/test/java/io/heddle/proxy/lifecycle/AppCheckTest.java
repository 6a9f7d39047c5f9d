package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppCheckTest {
  private static final CheckConfig CONFIG =
      new CheckConfig(
          new CheckTarget.Tcp(),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          3);

  private final EmbeddedChannel time = new EmbeddedChannel();
  private final List<String> heard = new ArrayList<>();
  private final FakeProbe probe = new FakeProbe();
  private final AppCheck check =
      new AppCheck(time.eventLoop(), CONFIG, probe, new RecordedApplication(heard));

  @BeforeEach
  void freezeTime() {
    time.freezeTime();
  }

  @Test
  void itChecksOftenUntilTheApplicationPasses() {
    check.start();

    pass(Duration.ofMillis(99));
    assertThat(probe.checks()).isEqualTo(1);
    pass(Duration.ofMillis(1));
    pass(Duration.ofMillis(100));

    assertThat(probe.checks()).isEqualTo(3);
  }

  @Test
  void itChecksOnceASecondWhileTheApplicationPasses() {
    probe.passes();
    check.start();

    pass(Duration.ofMillis(999));
    assertThat(probe.checks()).isEqualTo(1);
    pass(Duration.ofMillis(1));

    assertThat(probe.checks()).isEqualTo(2);
  }

  @Test
  void theNextCheckWaitsForTheOneBefore() {
    probe.hangs();
    check.start();

    pass(Duration.ofSeconds(10));

    assertThat(probe.checks()).isEqualTo(1);
  }

  @Test
  void itChecksAtOnceWhatTrafficFoundAway() {
    probe.passes();
    check.start();
    pass(Duration.ofMillis(300));

    probe.refuses();
    check.soon();
    pass(Duration.ZERO);

    assertThat(heard).containsExactly("healthy", "unhealthy: nobody listens");
  }

  @Test
  void itIsNotMadeToCheckMoreOftenThanItTriesAgain() {
    probe.passes();
    check.start();

    for (int i = 0; i < 250; i++) {
      check.soon();
      pass(Duration.ofMillis(1));
    }

    assertThat(probe.checks()).isEqualTo(3);
  }

  @Test
  void anApplicationThatIsSlowKeepsTheTimeBetweenItsChecks() {
    probe.passes();
    check.start();
    probe.fails();

    for (int i = 0; i < 200; i++) {
      check.soon();
      pass(Duration.ofMillis(10));
    }

    assertThat(probe.checks()).isEqualTo(3);
    assertThat(heard).containsExactly("healthy");
  }

  @Test
  void aCheckThatIsUnderWayIsNotDoubled() {
    probe.passes();
    check.start();
    probe.hangs();
    pass(Duration.ofSeconds(1));

    check.soon();
    pass(Duration.ofSeconds(1));

    assertThat(probe.checks()).isEqualTo(2);
  }

  @Test
  void anApplicationWhoseProcessEndedIsUnhealthyAndNotAskedAnyMore() {
    probe.passes();
    check.start();

    check.gone("exited with 1");
    pass(Duration.ofSeconds(5));

    assertThat(heard).containsExactly("healthy", "unhealthy: exited with 1");
    assertThat(probe.checks()).isEqualTo(1);
  }

  private void pass(Duration duration) {
    time.advanceTimeBy(duration.toNanos(), TimeUnit.NANOSECONDS);
    time.runScheduledPendingTasks();
  }
}
