package io.heddle.controlplane.identity;

import io.heddle.controlplane.rotation.Laggard;
import io.heddle.controlplane.rotation.Member;
import io.heddle.controlplane.rotation.Member.Roots;
import io.heddle.controlplane.rotation.Now;
import io.heddle.controlplane.rotation.Rotation;
import io.heddle.controlplane.rotation.RotationAction;
import io.heddle.controlplane.rotation.RotationEvent;
import io.heddle.controlplane.rotation.RotationPhase;
import io.heddle.controlplane.rotation.RotationTimes;
import io.heddle.controlplane.xds.SecretHolder;
import io.heddle.controlplane.xds.SecretHolder.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a rotation of the root: looks every second, and does what {@link Rotation} decides.
 * Confined to the mesh thread.
 */
final class RootRotation {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Parts parts;
  private final IdentityEnvironment environment;
  private final Function<String, List<SecretHolder>> holders;
  private final Rotation rotation;

  RootRotation(
      Parts parts,
      RotationTimes times,
      IdentityEnvironment environment,
      Function<String, List<SecretHolder>> holders) {
    this.parts = parts;
    this.environment = environment;
    this.holders = holders;
    this.rotation =
        new Rotation(
            parts.authorities().now().phase(), parts.since(), now(), times, environment.random());
  }

  /**
   * What it works on.
   *
   * @param since when the phase began that an earlier process has kept
   */
  record Parts(
      AuthoritiesInForce authorities,
      Instant since,
      RotationPoll files,
      Registrations registrations,
      WorkloadSecrets secrets,
      Sessions sessions,
      IdentityObserver observer) {}

  RotationPhase phase() {
    return rotation.phase();
  }

  Instant since() {
    return rotation.since();
  }

  List<Laggard> laggards() {
    return rotation.laggards(now());
  }

  /** Looks now, and from then on every second. */
  void run() {
    environment
        .issuing()
        .execute(() -> {
          List<RotationEvent> events = parts.files().events();
          environment.mesh().execute(() -> look(events));
        });
  }

  private void look(List<RotationEvent> events) {
    events.forEach(this::tell);
    if (rotation.phase() != RotationPhase.NONE) {
      noteWhoShowsTheNewRoot();
      tell(new RotationEvent.Looked(members()));
    }
    var _ = environment.timer().after(LOOK_EVERY, this::run);
  }

  private void tell(RotationEvent event) {
    for (RotationAction action : rotation.on(event, now())) {
      switch (action) {
        case RotationAction.Enter(var phase) -> {
          parts.secrets().roots(parts.authorities().now().bundle());
          parts.observer().rotation(phase);
        }
        case RotationAction.Keep(var phase) -> keep(phase);
        case RotationAction.Renew(var uid) -> {
          Sessions.Joined joined = parts.sessions().joined().get(uid);
          if (joined != null) {
            joined.session().renew();
          }
        }
      }
    }
  }

  private void keep(RotationPhase phase) {
    environment
        .issuing()
        .execute(() -> {
          RotationEvent outcome = parts.files().keep(phase);
          environment.mesh().execute(() -> tell(outcome));
        });
  }

  /** A chain that was signed may never have arrived; one that is acknowledged has. */
  private void noteWhoShowsTheNewRoot() {
    var root = parts.authorities().now().target();
    progress(WorkloadSecrets.CHAIN)
        .forEach((uid, progress) -> {
          if (progress == Progress.APPLIED && parts.secrets().isOf(uid, root)) {
            parts.registrations().shown(uid, root);
          }
        });
  }

  private List<Member> members() {
    var root = parts.authorities().now().target();
    Map<String, Progress> roots = progress(WorkloadSecrets.ROOTS);
    List<Member> members = new ArrayList<>();
    Set<String> connected = new HashSet<>(roots.keySet());
    connected.addAll(parts.sessions().joined().keySet());
    for (Enrolled enrolled : parts.registrations().all()) {
      String uid = enrolled.registration().uid();
      members.add(
          new Member(
              uid,
              connected.remove(uid) ? OptionalLong.of(session(uid)) : OptionalLong.empty(),
              trust(roots.get(uid)),
              enrolled.signedBy().otherThan(root, enrolled.notAfter())));
    }
    // Known by its certificate, though it is not registered here: it trusts, and renews nothing.
    connected.forEach(uid ->
        members.add(
            new Member(
                uid, OptionalLong.of(session(uid)), trust(roots.get(uid)), Optional.empty())));
    return members;
  }

  private long session(String uid) {
    Sessions.Joined joined = parts.sessions().joined().get(uid);
    return joined == null ? 0 : joined.number();
  }

  /** Of each client that is connected; of several streams the one that is behind counts. */
  private Map<String, Progress> progress(String secret) {
    Map<String, Progress> progress = new HashMap<>();
    for (SecretHolder holder : holders.apply(secret)) {
      progress.merge(
          holder.uid(), holder.progress(), (one, other) -> one == Progress.PENDING ? one : other);
    }
    return progress;
  }

  private static Roots trust(@Nullable Progress progress) {
    return progress == Progress.APPLIED ? Roots.APPLIED : Roots.BEHIND;
  }

  private Now now() {
    return new Now(environment.clock().instant(), environment.nanoTime().getAsLong());
  }
}
