package io.heddle.proxy.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InstanceLifecycleTest {
  private static final CheckConfig CHECK =
      new CheckConfig(
          new CheckTarget.Tcp(),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          3);
  private static final DrainTimes TIMES =
      DrainTimes.of(Duration.ofSeconds(30), Duration.ofSeconds(5));

  private final EmbeddedChannel time = new EmbeddedChannel();
  private final List<String> said = new ArrayList<>();
  private final FakeTraffic traffic = new FakeTraffic();
  private final FakeProbe probe = new FakeProbe();
  private long nanos;

  @Test
  void itIsReadyWithConfigurationWarmUpAndAnApplicationThatPasses() {
    InstanceLifecycle instance = instance(StopMode.WAIT_FOR_CLIENTS, List.of(8080));
    instance.start();
    instance.onConfigured();
    instance.onWarmedUp();
    assertThat(instance.status().waitingFor()).isEqualTo("application");
    assertThat(instance.status().state()).isEqualTo("pending");

    probe.passes();
    pass(Duration.ofMillis(100));

    assertThat(instance.status().ready()).isTrue();
    assertThat(instance.status().state()).isEqualTo("serving");
    assertThat(said)
        .containsExactly(
            "unhealthy: not checked yet", "unhealthy: nobody listens", "open", "healthy", "ready");
  }

  @Test
  void anInstanceThatIsNotConfiguredOrColdIsNotReportedHealthy() {
    InstanceLifecycle instance = instance(StopMode.WAIT_FOR_CLIENTS, List.of(8080));
    probe.passes();
    instance.start();
    assertThat(said).doesNotContain("healthy");

    instance.onConfigured();
    assertThat(said).doesNotContain("healthy");
    instance.onWarmedUp();

    assertThat(said).contains("healthy");
  }

  @Test
  void anInstanceThatNobodyCallsIsReadyWithoutAnApplication() {
    InstanceLifecycle instance = instance(StopMode.WAIT_FOR_CLIENTS, List.of());
    instance.start();

    instance.onConfigured();
    instance.onWarmedUp();

    assertThat(said).containsExactly("open", "healthy", "ready");
    assertThat(probe.checks()).isZero();
  }

  @Test
  void readyIsToldOnceThoughTheApplicationComesAndGoes() {
    InstanceLifecycle instance = serving(StopMode.WAIT_FOR_CLIENTS);

    probe.refuses();
    pass(Duration.ofSeconds(1));
    assertThat(instance.status().ready()).isFalse();
    probe.passes();
    pass(Duration.ofMillis(100));

    assertThat(instance.status().ready()).isTrue();
    assertThat(said).containsExactly("unhealthy: nobody listens", "open", "healthy");
  }

  @Test
  void itLeavesAtOnceWhenTrafficFindsItsApplicationAway() {
    InstanceLifecycle instance = serving(StopMode.WAIT_FOR_CLIENTS);
    pass(Duration.ofMillis(200));
    probe.refuses();

    instance.onApplicationRefused();
    pass(Duration.ZERO);

    assertThat(said).containsExactly("unhealthy: nobody listens");
  }

  @Test
  void itIsDrainedOnceReleasedAndQuiet() {
    InstanceLifecycle instance = serving(StopMode.WAIT_FOR_CLIENTS);
    instance.onConnected();
    traffic.busy();

    instance.stop();
    assertThat(instance.status().state()).isEqualTo("waiting");
    assertThat(instance.status().ready()).isFalse();
    instance.onReleased(List.of("laggard"));
    pass(Duration.ofMillis(10));
    assertThat(said).containsExactly("stopping", "announce");
    traffic.quiet();
    pass(Duration.ofMillis(10));

    assertThat(said).containsExactly("stopping", "announce", "release", "quiet", "drained");
    assertThat(instance.status().laggards()).containsExactly("laggard");
    assertThat(instance.status().released()).isTrue();
  }

  @Test
  void withoutTheBarrierItIsDrainedAtOnce() {
    InstanceLifecycle instance = serving(StopMode.AT_ONCE);
    traffic.busy();

    instance.stop();

    assertThat(said).containsExactly("stopping", "quiet", "drained");
  }

  @Test
  void anApplicationThatDiesByItselfMakesItUnhealthyAndStops() {
    InstanceLifecycle instance = serving(StopMode.WAIT_FOR_CLIENTS);
    instance.onConnected();

    instance.onApplicationGone("exited with 1");
    instance.onReleased(List.of());
    pass(Duration.ofMillis(10));

    assertThat(said)
        .containsExactly(
            "unhealthy: exited with 1", "refuse", "stopping", "release", "quiet", "drained");
  }

  @Test
  void hastenedItIsDrainedAtOnce() {
    InstanceLifecycle instance = serving(StopMode.WAIT_FOR_CLIENTS);
    instance.onConnected();
    traffic.busy();
    instance.stop();

    instance.hasten();

    assertThat(said).containsExactly("stopping", "release", "quiet", "drained");
  }

  private InstanceLifecycle serving(StopMode mode) {
    InstanceLifecycle instance = instance(mode, List.of(8080));
    probe.passes();
    instance.start();
    instance.onConfigured();
    instance.onWarmedUp();
    said.clear();
    return instance;
  }

  private InstanceLifecycle instance(StopMode mode, List<Integer> ports) {
    time.freezeTime();
    return new InstanceLifecycle(
        time.eventLoop(),
        new LifecycleConfig(CHECK, TIMES, mode, ports),
        probe,
        new InstanceLifecycle.Parts(new RecordedSession(said), new RecordedGate(said), traffic),
        new RecordedTurns(said),
        () -> nanos);
  }

  private void pass(Duration duration) {
    nanos += duration.toNanos();
    time.advanceTimeBy(duration.toNanos(), TimeUnit.NANOSECONDS);
    time.runScheduledPendingTasks();
  }
}
