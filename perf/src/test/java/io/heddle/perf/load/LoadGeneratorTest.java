package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LoadGeneratorTest {
  @Test
  void everyRequestIsAnsweredAndRemembered() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer::echo)) {
      LoadReport report = run(plan(Duration.ofSeconds(1), server.address()));

      assertThat(report.requests()).isEqualTo(200);
      assertThat(report.failed()).isZero();
      assertThat(report.latencyMicros().getTotalCount()).isEqualTo(200);
      assertThat(report.outcomes().size()).isEqualTo(200);
      for (int i = 0; i < 200; i++) {
        assertThat(report.outcomes().state(i)).isEqualTo(Outcomes.State.ANSWERED);
        assertThat(report.outcomes().version(i)).isEqualTo("v1");
      }
      assertThat(server.connections()).as("kept alive").isLessThan(100);
    }
  }

  @Test
  void theShareOfPostsIsAsAsked() throws Exception {
    AtomicInteger posts = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          posts.addAndGet(request.method().equals("POST") ? 1 : 0);
          return ScriptedServer.echo(request);
        })) {
      LoadReport report = run(plan(Duration.ofSeconds(1), server.address()));

      assertThat(report.failed()).isZero();
      assertThat(posts.get()).isBetween(20, 60);
    }
  }

  @Test
  void aStallShowsInTheLatencyOfAllThatWereDueMeanwhile() throws Exception {
    CountDownLatch stall = new CountDownLatch(1);
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          if (requests.incrementAndGet() >= 20) {
            assertThat(stall.await(600, TimeUnit.MILLISECONDS)).isFalse();
          }
          return ScriptedServer.echo(request);
        })) {
      LoadReport report = run(plan(Duration.ofSeconds(1), server.address()));

      assertThat(report.requests()).as("open loop: sent in spite of the stall").isEqualTo(200);
      assertThat(report.latencyMillis(50)).isGreaterThan(500);
    }
  }

  @Test
  void aWrongEchoIsAFailure() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer(request ->
            request.id().endsWith("-7")
                ? ScriptedServer.echo(request).replace("load-id: b-7", "load-id: b-8")
                : ScriptedServer.echo(request))) {
      LoadReport report = run(plan(Duration.ofMillis(100), server.address()));

      assertThat(report.failed()).isEqualTo(1);
      assertThat(report.failures())
          .singleElement()
          .satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("b-7");
            assertThat(failure.reason()).isEqualTo("wrong echo, id: b-8");
            assertThat(failure.target()).endsWith(":" + server.address().getPort());
            assertThat(failure.at()).isAfterOrEqualTo(failure.intended());
          });
      assertThat(report.outcomes().state(7)).isEqualTo(Outcomes.State.FAILED);
    }
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsAFailureAndTheRequestIsNotSentAgain() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          requests.incrementAndGet();
          return closed.compareAndSet(false, true) ? "" : ScriptedServer.echo(request);
        })) {
      LoadReport report = run(plan(Duration.ofMillis(200), server.address()));

      assertThat(report.failures())
          .singleElement()
          .extracting(Failure::reason)
          .isEqualTo("closed before the answer");
      assertThat(requests.get()).isEqualTo(report.requests());
    }
  }

  @Test
  void anAnswerAfterTheTimeoutIsAFailure() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server =
        new ScriptedServer(request -> {
          never.await();
          return "";
        })) {
      LoadReport report = run(plan(Duration.ofMillis(100), server.address()));

      assertThat(report.failed()).isEqualTo(report.requests()).isEqualTo(20);
      assertThat(report.failures().getFirst().reason()).isEqualTo("no answer within 1000 ms");
      assertThat(report.failures()).as("kept, up to the limit").hasSize(10);
    }
  }

  @Test
  void aRefusedConnectionIsAFailureOfItsOwnTargetOnly() throws Exception {
    InetSocketAddress nobody = unusedAddress();
    try (ScriptedServer server = new ScriptedServer(ScriptedServer::echo)) {
      LoadReport report = run(plan(Duration.ofMillis(100), server.address(), nobody));

      assertThat(report.failed()).isEqualTo(10);
      assertThat(report.failures())
          .allSatisfy(failure -> {
            assertThat(failure.target()).endsWith(":" + nobody.getPort());
            assertThat(failure.reason()).startsWith("connect: Connection refused");
          });
    }
  }

  @Test
  void stopEndsTheRunAndSettlesWhatIsInFlight() throws Exception {
    CountDownLatch enough = new CountDownLatch(20);
    try (ScriptedServer server =
            new ScriptedServer(request -> {
              enough.countDown();
              return ScriptedServer.echo(request);
            });
        LoadGenerator generator = generator(plan(Duration.ofHours(1), server.address()))) {
      Thread stopper =
          Thread.startVirtualThread(() -> {
            assertThatCode(enough::await).doesNotThrowAnyException();
            generator.stop();
          });
      LoadReport report = generator.run();
      stopper.join();

      assertThat(report.requests()).isBetween(20L, 100L);
      assertThat(report.failed()).isZero();
      assertThat(report.latencyMicros().getTotalCount()).isEqualTo(report.requests());
    }
  }

  private static LoadPlan plan(Duration duration, InetSocketAddress... targets) {
    return new LoadPlan(
        List.of(targets),
        "/orders",
        200,
        duration,
        Duration.ZERO,
        0.2,
        "b",
        42,
        EchoCheck.ECHO,
        new LoadLimits(Duration.ofSeconds(1), Duration.ofMillis(500), 1000, 10));
  }

  private static LoadGenerator generator(LoadPlan plan) throws IOException {
    return new LoadGenerator(plan, InstantSource.system(), System::nanoTime);
  }

  private static LoadReport run(LoadPlan plan) throws IOException {
    try (LoadGenerator generator = generator(plan)) {
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
