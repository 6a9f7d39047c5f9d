package io.heddle.controlplane.rollout;

import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.identity.WorkloadSession;
import io.heddle.controlplane.identity.WorkloadSession.Claims;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.rollout.InstanceView.AppHealth;
import io.heddle.controlplane.rollout.InstanceView.Connection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is known of one instance; confined to the mesh thread. */
final class Life {
  private Registration registration;
  private Claims claims;
  private @Nullable WorkloadSession session;

  /** When the session came, or was lost. */
  private long sessionNanos;

  private InstanceState state = InstanceState.PENDING;
  private Instant since;
  private long sinceNanos;
  private boolean healthy;
  private String cause = "";
  private boolean held;
  private @Nullable Drain drain;

  private Milestone milestone = new Milestone(0, Set.of());
  private final Awaited awaited = new Awaited();

  /** The generation since which clients do not see it, when they do not. */
  private long absentGeneration;

  /** What each client said of the connection that it opened ahead: a cause, or empty. */
  private final Map<String, String> reached = new HashMap<>();

  private List<String> laggards = List.of();

  Life(Registration registration, Claims claims, Moment now) {
    this.registration = registration;
    this.claims = claims;
    this.since = now.instant();
    this.sinceNanos = now.nanos();
    this.sessionNanos = now.nanos();
  }

  /** A life that an earlier process of the control plane had published. */
  static Life restored(BookEntry entry, Moment now) {
    Life life = new Life(entry.registration(), entry.claims(), now);
    life.state = entry.state();
    life.healthy = entry.state() != InstanceState.PENDING;
    if (entry.state() == InstanceState.DRAINING) {
      life.drain = Drain.uninformed(now.nanos());
    }
    return life;
  }

  String uid() {
    return registration.uid();
  }

  Registration registration() {
    return registration;
  }

  ServiceName service() {
    return new ServiceName(registration.namespace(), registration.service());
  }

  Claims claims() {
    return claims;
  }

  Instance instance() {
    return new Instance(
        uid(),
        registration.id(),
        registration.namespace(),
        registration.labels(),
        claims.address(),
        claims.inbound(),
        claims.zone(),
        state);
  }

  InstanceState state() {
    return state;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  void enter(InstanceState newState, Moment now) {
    state = newState;
    since = now.instant();
    sinceNanos = now.nanos();
    held = false;
    laggards = List.of();
  }

  void attach(WorkloadSession newSession, long nowNanos) {
    session = newSession;
    registration = newSession.registration();
    claims = newSession.claims();
    sessionNanos = nowNanos;
    held = false;
    if (drain != null) {
      drain.unconfirmed();
    }
  }

  void detach(long nowNanos) {
    session = null;
    sessionNanos = nowNanos;
  }

  @Nullable WorkloadSession session() {
    return session;
  }

  boolean isConnected() {
    return session != null;
  }

  boolean isSession(WorkloadSession other) {
    return other.equals(session);
  }

  long sessionNanos() {
    return sessionNanos;
  }

  boolean isHealthy() {
    return healthy;
  }

  void healthy() {
    healthy = true;
    cause = "";
  }

  void unhealthy(String newCause) {
    healthy = false;
    cause = newCause;
  }

  /** Its session is lost and it is kept as it is; false if that was so before. */
  boolean hold() {
    boolean first = !held;
    held = true;
    return first;
  }

  @Nullable Drain drain() {
    return drain;
  }

  boolean isStopping() {
    return drain != null;
  }

  void startDrain(Drain newDrain) {
    drain = newDrain;
  }

  /** It was not stopped after all: its process was restarted. */
  void revive() {
    drain = null;
  }

  Milestone milestone() {
    return milestone;
  }

  void milestone(Milestone newMilestone) {
    milestone = newMilestone;
  }

  /** Which client it waits for, before it serves or is released. */
  Awaited awaited() {
    return awaited;
  }

  long absentGeneration() {
    return absentGeneration;
  }

  void absentSince(long generation) {
    absentGeneration = generation;
  }

  Map<String, String> reached() {
    return reached;
  }

  void laggards(List<String> newLaggards) {
    laggards = List.copyOf(newLaggards);
  }

  /** Whether only an event can change it, not the passing of time or the progress of a proxy. */
  boolean isSettled() {
    return isConnected()
        && drain == null
        && (state == InstanceState.SERVING || state == InstanceState.PENDING);
  }

  InstanceView view() {
    return new InstanceView(
        registration,
        claims,
        state,
        since,
        isConnected() ? Connection.CONNECTED : Connection.LOST,
        healthy ? AppHealth.HEALTHY : AppHealth.UNHEALTHY,
        wholeCause(),
        laggards);
  }

  private String wholeCause() {
    if (held) {
      return "session lost; kept because too much of " + service() + " is lost at once";
    }
    if (!isConnected()) {
      return "session lost";
    }
    if (state == InstanceState.PENDING && drain != null) {
      return "stopping";
    }
    return healthy ? "" : cause.isEmpty() ? "not checked yet" : cause;
  }
}
