package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A load over a fixed number of connections: who waits, how long that counts, what is lost. */
final class FixedConnectionsTest {
  private static final int RATE = 200;

  @Test
  void allAreOpenedAndUsedInTurnThoughOneWouldDo() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer::echo)) {
      LoadReport report = run(plan(4, Duration.ofMillis(500), server.address()));

      assertThat(report.failed()).isZero();
      assertThat(server.connections()).isEqualTo(4);
    }
  }

  @Test
  void oneConnectionCarriesOneRequestAtATimeAndInOrder() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Queue<String> ids = new ConcurrentLinkedQueue<>();
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          ids.add(request.id());
          // Longer than an interval, so that a line forms.
          assertThat(never.await(8, TimeUnit.MILLISECONDS)).isFalse();
          inside.decrementAndGet();
          return ScriptedServer.echo(request);
        })) {
      LoadReport report = run(plan(1, Duration.ofMillis(500), server.address()));

      assertThat(report.failed()).isZero();
      assertThat(report.requests()).isEqualTo(100);
      assertThat(server.connections()).isEqualTo(1);
      assertThat(most).hasValue(1);
      assertThat(ids).hasSize(100).startsWith("b-0", "b-1", "b-2").endsWith("b-98", "b-99");
      assertThat(report.waits().requests()).isBetween(50L, 99L);
      assertThat(report.waits().maxDepth()).isBetween(10L, 99L);
      assertThat(report.maxLatencyMillis()).as("the last one's wait counts").isGreaterThan(250);
    }
  }

  @Test
  void aStallOfAllCountsInTheLatencyOfThoseThatWaitedAndNothingIsLeftAtTheEnd() throws Exception {
    CountDownLatch stall = new CountDownLatch(1);
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          if (requests.incrementAndGet() <= 2) {
            assertThat(stall.await(600, TimeUnit.MILLISECONDS)).isFalse();
          }
          return ScriptedServer.echo(request);
        })) {
      LoadReport report = run(plan(2, Duration.ofMillis(500), server.address()));

      assertThat(report.failed()).isZero();
      assertThat(report.latencyMicros().getTotalCount())
          .as("drained after the last was due")
          .isEqualTo(report.requests())
          .isEqualTo(100);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(report.waits().requests()).isBetween(50L, 98L);
      assertThat(report.waits().maxDepth()).isBetween(49L, 97L);
      assertThat(report.latencyMillis(50)).as("no coordinated omission").isGreaterThan(250);
    }
  }

  @Test
  void aConnectionThatIsLostWhileOthersWaitIsReplacedAndFailsItsOwnRequestOnly() throws Exception {
    CountDownLatch enoughWait = new CountDownLatch(1);
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          if (requests.incrementAndGet() == 1) {
            assertThat(enoughWait.await(300, TimeUnit.MILLISECONDS)).isFalse();
            return "";
          }
          return ScriptedServer.echo(request);
        })) {
      LoadReport report = run(plan(1, Duration.ofMillis(500), server.address()));

      assertThat(report.failures())
          .singleElement()
          .satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("b-0");
            assertThat(failure.reason()).isEqualTo("closed before the answer");
          });
      assertThat(requests).hasValue(100);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void whoseTurnNeverComesFailsAtItsTimeout() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          never.await();
          return "";
        })) {
      LoadReport report = run(plan(1, Duration.ofMillis(100), server.address()));

      assertThat(report.failed()).isEqualTo(report.requests()).isEqualTo(20);
      assertThat(report.failures())
          .allMatch(failure -> failure.reason().matches("no (answer|free connection) within .*"));
      assertThat(report.waits().requests()).isEqualTo(19);
    }
  }

  @Test
  void aTargetThatRefusesFailsItsOwnRequestsOnly() throws Exception {
    InetSocketAddress nobody = unusedAddress();
    try (ScriptedServer server = new ScriptedServer(ScriptedServer::echo)) {
      LoadReport report = run(plan(3, Duration.ofMillis(100), server.address(), nobody));

      assertThat(report.failed()).isEqualTo(10);
      assertThat(report.failures())
          .allMatch(failure -> failure.reason().startsWith("connect: Connection refused"));
      assertThat(server.connections()).as("the first target has the odd one").isEqualTo(2);
    }
  }

  @Test
  void everyTargetNeedsOne() {
    InetSocketAddress one = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    InetSocketAddress other = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);

    assertThatThrownBy(() -> plan(1, Duration.ofSeconds(1), one, other))
        .hasMessage("connections: 1 (expected: >= 2, one for each target)");
  }

  private static LoadPlan plan(int connections, Duration duration, InetSocketAddress... targets) {
    return new LoadPlan(
        List.of(targets),
        "/orders",
        RATE,
        duration,
        Duration.ZERO,
        0.2,
        "b",
        42,
        EchoCheck.ECHO,
        new LoadLimits(Duration.ofSeconds(1), Duration.ofMillis(500), 1, 10)
            .withFixed(connections));
  }

  private static LoadReport run(LoadPlan plan) throws IOException {
    try (LoadGenerator generator =
        new LoadGenerator(plan, InstantSource.system(), System::nanoTime)) {
      return generator.run();
    }
  }

  private static InetSocketAddress unusedAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }
  }
}
