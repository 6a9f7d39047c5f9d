package io.heddle.controlplane.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.rollout.FakeMesh.FakeProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random orders of everything that may happen; the seed is the test's name. */
final class LifecycleSimulationTest {
  private static final int STEPS = 2_000;
  private static final Duration BOUND = Duration.ofSeconds(20);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597})
  void keepsItsPromisesInAnyOrder(long seed) {
    Simulation simulation = new Simulation(seed);

    for (int i = 0; i < STEPS; i++) {
      simulation.step();
      simulation.check();
    }

    assertThat(simulation.releases).isGreaterThan(20);
    assertThat(simulation.served).isGreaterThan(20);
  }

  @Test
  void aSeedReplays() {
    Simulation first = new Simulation(42);
    Simulation second = new Simulation(42);

    for (int i = 0; i < STEPS; i++) {
      first.step();
      second.step();
    }

    assertThat(first.harness.log).isEqualTo(second.harness.log).isNotEmpty();
    assertThat(first.harness.mesh.generation()).isEqualTo(second.harness.mesh.generation());
  }

  /** One run; instances come and go, proxies lag, reject, break and come back. */
  private static final class Simulation {
    private final EngineHarness harness;
    private final Random random;
    private final Map<String, FakeSession> sessions = new HashMap<>();
    private final Map<String, FakeSession> stopping = new HashMap<>();
    private final Map<String, Long> stopNanos = new HashMap<>();
    private final Set<String> checked = new HashSet<>();
    private int made;
    private int releases;
    private int served;

    Simulation(long seed) {
      random = new Random(seed);
      HandClock clock = new HandClock();
      harness = new EngineHarness(clock, new FakeMesh(), new LaggardRule(clock::nanos));
      harness.pass(15_000);
      for (int i = 0; i < 4; i++) {
        harness.mesh.proxy("web-" + i, "catalog");
      }
    }

    void step() {
      switch (random.nextInt(16)) {
        case 0 -> join();
        case 1, 2 -> any(sessions).ifPresent(this::health);
        case 3 -> any(sessions).ifPresent(this::stop);
        case 4 -> any(stopping).filter(it -> !it.released.isEmpty()).ifPresent(this::quiet);
        case 5 -> any(sessions).ifPresent(this::reconnect);
        case 6, 7, 8 -> apply();
        case 9, 10, 11 -> reach();
        case 12 -> flip();
        case 13 -> harness.settle("");
        default -> harness.pass(random.nextInt(1_500));
      }
    }

    private void join() {
      if (sessions.size() < 6) {
        String uid = "catalog-" + made++;
        FakeSession session = harness.join(uid, "catalog");
        sessions.put(uid, session);
      }
    }

    private void health(FakeSession session) {
      harness.engine.health(session, random.nextInt(10) > 0, "503");
    }

    private void stop(FakeSession session) {
      String uid = session.registration().uid();
      sessions.remove(uid);
      stopping.put(uid, session);
      stopNanos.put(uid, harness.clock.nanos());
      harness.engine.stopping(session);
    }

    private void quiet(FakeSession session) {
      harness.engine.quiet(session);
      harness.engine.left(session);
      stopping.remove(session.registration().uid());
    }

    private void reconnect(FakeSession session) {
      FakeSession again = session.again();
      harness.engine.left(session);
      harness.engine.joined(again);
      sessions.put(session.registration().uid(), again);
    }

    private void apply() {
      FakeProxy proxy = proxy();
      if (proxy.connected) {
        proxy.applied += random.nextInt((int) (harness.mesh.generation() - proxy.applied) + 1);
        harness.mesh.changed();
      }
    }

    private void reach() {
      for (InstanceView view : harness.engine.instances()) {
        if (view.state() == InstanceState.WARMING) {
          harness.mesh.proxies.values().stream()
              .filter(_ -> random.nextInt(4) > 0)
              .forEach(proxy -> harness.reached(proxy.uid, view.uid()));
        }
      }
    }

    private void flip() {
      FakeProxy proxy = proxy();
      if (!proxy.connected || random.nextInt(3) == 0) {
        proxy.connected = !proxy.connected;
      } else if (proxy.rejected.isEmpty() && random.nextInt(4) == 0) {
        proxy.rejected.addAll(FakeMesh.keys("catalog"));
      } else {
        proxy.rejected.clear();
      }
      harness.mesh.changed();
    }

    private FakeProxy proxy() {
      return new ArrayList<>(harness.mesh.proxies.values())
          .get(random.nextInt(harness.mesh.proxies.size()));
    }

    private Optional<FakeSession> any(Map<String, FakeSession> from) {
      List<String> uids = from.keySet().stream().sorted().toList();
      return uids.isEmpty()
          ? Optional.empty()
          : Optional.ofNullable(from.get(uids.get(random.nextInt(uids.size()))));
    }

    void check() {
      for (Map.Entry<String, FakeSession> entry : List.copyOf(stopping.entrySet())) {
        checkStopping(entry.getKey(), entry.getValue());
      }
      served +=
          (int)
              harness.engine.instances().stream()
                  .filter(view -> view.state() == InstanceState.SERVING)
                  .count();
      checkSomebodyIsSent();
    }

    private void checkStopping(String uid, FakeSession session) {
      boolean overdue = harness.clock.nanos() - stopNanos(uid) >= BOUND.toNanos();
      if (session.released.isEmpty()) {
        assertThat(overdue).as("%s not released by its bound", uid).isFalse();
        return;
      }
      assertThat(session.released).hasSize(1);
      if (!checked.add(uid)) {
        return;
      }
      releases++;
      if (!overdue) {
        checkLetGo(uid, session.released.getFirst());
      }
    }

    /** Seen right after the release: whoever is not named lets go, and another serves. */
    private void checkLetGo(String uid, List<String> laggards) {
      for (FakeProxy proxy : harness.mesh.proxies.values()) {
        if (!laggards.contains(proxy.uid)) {
          assertThat(proxy.sees(uid))
              .as("%s released while %s sends to it", uid, proxy.uid)
              .isNotEqualTo("HEALTHY")
              .isNotEqualTo("UNHEALTHY");
          assertThat(proxy.rejected).isEmpty();
        }
      }
    }

    private void checkSomebodyIsSent() {
      boolean usable =
          harness.mesh.instances.values().stream()
              .anyMatch(it ->
                  it.state() == InstanceState.SERVING || it.state() == InstanceState.DRAINING);
      if (usable) {
        assertThat(harness.mesh.sent.lastEntry().getValue()).containsValue("HEALTHY");
      }
    }

    private long stopNanos(String uid) {
      return stopNanos.getOrDefault(uid, 0L);
    }
  }
}
