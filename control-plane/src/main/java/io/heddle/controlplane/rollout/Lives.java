package io.heddle.controlplane.rollout;

import io.heddle.controlplane.identity.WorkloadSession;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.v1.Stats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every known instance; publishes what changes and tells the observers. Confined to the mesh
 * thread.
 */
final class Lives {
  private final Mesh mesh;
  private final List<RolloutObserver> observers;
  private final Serving serving;
  private final Map<String, Life> byUid = new LinkedHashMap<>();
  private final Set<Life> unsettled = new LinkedHashSet<>();
  private long changes;

  Lives(Mesh mesh, List<RolloutObserver> observers) {
    this.mesh = mesh;
    this.observers = List.copyOf(observers);
    this.serving = new Serving(mesh.publisher());
  }

  Serving serving() {
    return serving;
  }

  /** Counts everything that was published; tells whether a round has changed anything. */
  long changes() {
    return changes;
  }

  @Nullable Life find(String uid) {
    return byUid.get(uid);
  }

  Collection<Life> all() {
    return byUid.values();
  }

  /** Those that time or the progress of a proxy may change. */
  List<Life> unsettled() {
    return new ArrayList<>(unsettled);
  }

  /** A new instance; it is in force when it is first moved. */
  void add(Life life) {
    byUid.put(life.uid(), life);
    observers.forEach(observer -> observer.joined(life.view()));
  }

  /** An instance that was published before this process started. */
  void restore(Life life, Moment now) {
    byUid.put(life.uid(), life);
    Transition transition = publish(life, life.state(), now);
    observers.forEach(observer -> observer.restored(transition));
  }

  void move(Life life, InstanceState to, Moment now) {
    InstanceState from = life.state();
    life.enter(to, now);
    Transition transition = publish(life, from, now);
    observers.forEach(observer -> observer.changed(transition));
  }

  /** The session is another, and what it claims may be. */
  void rejoined(Life life) {
    long generation = mesh.publisher().publish(life.instance());
    life.milestone(
        new Milestone(
            Math.max(generation, life.milestone().generation()), life.milestone().resources()));
    settle(life);
    observers.forEach(observer -> observer.rejoined(life.view()));
  }

  /** Its clients have let go of it, but for {@code laggards}. */
  void release(Life life, Drain drain, List<String> laggards) {
    drain.released(laggards);
    WorkloadSession session = life.session();
    if (session != null && drain.isConfirmed()) {
      session.released(laggards);
    }
    observers.forEach(observer -> observer.released(life.view(), laggards));
    lagging(life, laggards);
  }

  /** The instance has gone on without these. */
  void lagging(Life life, List<String> laggards) {
    if (!laggards.isEmpty()) {
      life.laggards(laggards);
      observers.forEach(observer -> observer.lagging(life.view(), laggards));
    }
  }

  void stopping(Life life) {
    settle(life);
    observers.forEach(observer -> observer.stopping(life.view()));
  }

  void lost(Life life) {
    settle(life);
    observers.forEach(observer -> observer.lost(life.view()));
  }

  void reported(Life life, Stats stats) {
    observers.forEach(observer -> observer.reported(life.view(), stats));
  }

  /** Its session is lost, and it is not dropped for now. */
  void hold(Life life) {
    if (life.hold()) {
      observers.forEach(observer -> observer.held(life.view()));
    }
  }

  void forget(Life life) {
    byUid.remove(life.uid());
    unsettled.remove(life);
    serving.remove(life);
    mesh.publisher().remove(life.uid());
    // Its sidecar is gone for good: nobody has to wait for it as a client either.
    mesh.holders().delete(life.uid());
    changes++;
    observers.forEach(observer -> observer.forgotten(life.view()));
  }

  /** After each change of what makes a life settled. */
  void settle(Life life) {
    if (life.isSettled()) {
      unsettled.remove(life);
    } else {
      unsettled.add(life);
    }
  }

  private Transition publish(Life life, InstanceState from, Moment now) {
    long generation = mesh.publisher().publish(life.instance());
    changes++;
    serving.update(life);
    life.milestone(new Milestone(generation, serving.reach(life)));
    if (life.state() == InstanceState.PENDING) {
      life.absentSince(generation);
    }
    settle(life);
    return new Transition(life.view(), from, generation, life.milestone().resources(), now.nanos());
  }
}
