package io.heddle.controlplane.rollout;

import io.heddle.controlplane.model.InstanceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An engine over a fake mesh, past the time in which it knows nothing. */
final class EngineHarness {
  final HandClock clock;
  final FakeMesh mesh;
  final List<String> log = new ArrayList<>();
  final RolloutEngine engine;
  private final Map<String, FakeSession> sessions = new HashMap<>();

  EngineHarness(RolloutSettings settings, RolloutObserver... observers) {
    this(new HandClock(), new FakeMesh(), settings, observers);
  }

  EngineHarness(HandClock clock, FakeMesh mesh, RolloutObserver... observers) {
    this(clock, mesh, RolloutSettings.DEFAULT, observers);
  }

  private EngineHarness(
      HandClock clock, FakeMesh mesh, RolloutSettings settings, RolloutObserver... observers) {
    this.clock = clock;
    this.mesh = mesh;
    List<RolloutObserver> all = new ArrayList<>(List.of(observers));
    all.add(new Log());
    engine = new RolloutEngine(mesh.mesh(), clock.meshClock(), settings, all);
    mesh.onChange(engine::progress);
  }

  EngineHarness() {
    this(RolloutSettings.DEFAULT);
  }

  /** A control plane that has been up for long enough to know who holds what. */
  static EngineHarness informed() {
    EngineHarness harness = new EngineHarness();
    harness.pass(15_000);
    return harness;
  }

  void pass(long millis) {
    clock.pass(Duration.ofMillis(millis));
  }

  FakeSession join(String uid, String app) {
    FakeSession session = FakeSession.of(uid, app);
    sessions.put(uid, session);
    engine.joined(session);
    return session;
  }

  /** The session with which the instance joined. */
  FakeSession session(String uid) {
    FakeSession session = sessions.get(uid);
    if (session == null) {
      throw new IllegalArgumentException("uid: " + uid + " (expected: one that joined)");
    }
    return session;
  }

  /** An instance that serves, and that every proxy knows of. */
  FakeSession serving(String uid, String app) {
    FakeSession session = join(uid, app);
    engine.health(session, true, "");
    settle(uid);
    return session;
  }

  /** Every proxy applies everything and reaches the instance. */
  void settle(String uid) {
    mesh.proxies.values().forEach(proxy -> proxy.applied = mesh.generation());
    mesh.changed();
    for (String client : List.copyOf(mesh.proxies.keySet())) {
      reached(client, uid);
    }
    mesh.proxies.values().forEach(proxy -> proxy.applied = mesh.generation());
    mesh.changed();
  }

  void reached(String client, String uid) {
    reached(client, uid, "");
  }

  void reached(String client, String uid, String cause) {
    engine.reached(FakeSession.of(client, "web"), uid, cause);
    clock.pass(Duration.ZERO);
  }

  InstanceState state(String uid) {
    return mesh.state(uid);
  }

  InstanceView view(String uid) {
    return engine.instances().stream().filter(it -> it.uid().equals(uid)).findFirst().orElseThrow();
  }

  boolean knows(String uid) {
    return engine.instances().stream().anyMatch(it -> it.uid().equals(uid));
  }

  private final class Log implements RolloutObserver {
    @Override
    public void lagging(InstanceView instance, List<String> laggards) {
      log.add(instance.uid() + " lagging " + laggards);
    }

    @Override
    public void held(InstanceView instance) {
      log.add(instance.uid() + " held");
    }

    @Override
    public void forgotten(InstanceView instance) {
      log.add(instance.uid() + " forgotten");
    }
  }
}
