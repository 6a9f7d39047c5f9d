package io.heddle.controlplane.xds.conformance;

import static io.heddle.controlplane.xds.conformance.Resources.EDS;
import static io.heddle.controlplane.xds.conformance.Resources.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients that misbehave cost one that does not. */
final class IsolationTest {
  private static final int WARM_UP = 200;
  private static final Duration ALLOWANCE = Duration.ofMillis(50);

  private final int changes = Size.current().choose(20, 50);
  private final int times = Size.current().choose(1_000, 10_000);

  @ParameterizedTest
  @EnumSource
  void itsChangesArriveInTimeWhileOthersMisbehave(Variant variant) {
    try (LoopbackServer server = LoopbackServer.inRealTime()) {
      WellBehaved client = new WellBehaved(server);
      var _ = client.changes(WARM_UP);
      Duration before = p99(client.changes(changes));
      CompletableFuture<Void> havoc =
          CompletableFuture.runAsync(new Havoc(server, variant, times)::all);
      List<Duration> during = new ArrayList<>();
      while (!havoc.isDone()) {
        during.add(client.change());
      }
      havoc.join();

      assertThat(during).hasSizeGreaterThanOrEqualTo(changes);
      assertThat(p99(during))
          .as("p99 of %d changes during, %s before", during.size(), before)
          .isLessThanOrEqualTo(max(before.multipliedBy(2), before.plus(ALLOWANCE)));
    }
  }

  private static Duration p99(List<Duration> delays) {
    List<Duration> sorted = delays.stream().sorted().toList();
    return sorted.get((sorted.size() * 99 + 99) / 100 - 1);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** A client on a connection of its own that takes every change of one resource. */
  private static final class WellBehaved {
    private final LoopbackServer server;
    private final RawClient client;
    private int number;

    WellBehaved(LoopbackServer server) {
      this.server = server;
      this.client = server.connect(Variant.DELTA, "well-behaved").subscribe(EDS, "good").settle();
    }

    List<Duration> changes(int count) {
      List<Duration> delays = new ArrayList<>();
      for (int made = 0; made < count; made++) {
        delays.add(change());
      }
      return delays;
    }

    /** How long a change takes from its making to the client. */
    Duration change() {
      number++;
      String text = Integer.toString(number);
      long start = System.nanoTime();
      server.apply(put(EDS, "good", text));
      Answer answer = client.take(EDS);
      Duration delay = Duration.ofNanos(System.nanoTime() - start);
      assertThat(answer.texts()).isEqualTo(Map.of("good", text));
      return delay;
    }
  }
}
