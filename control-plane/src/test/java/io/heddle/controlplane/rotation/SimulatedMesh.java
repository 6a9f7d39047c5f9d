package io.heddle.controlplane.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.KeyHash;
import io.heddle.controlplane.rotation.Member.Roots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** A control plane that crashes and its instances, as far as a rotation goes. */
final class SimulatedMesh {
  static final KeyHash OLD = new KeyHash("o".repeat(43));
  static final KeyHash NEW = new KeyHash("n".repeat(43));
  static final Duration LIFETIME = Duration.ofMinutes(10);
  static final Duration TURN = Duration.ofSeconds(60);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Random random;
  private final Map<String, SimulatedSidecar> sidecars = new LinkedHashMap<>();
  private final Deque<RotationPhase> keeping = new ArrayDeque<>();
  private Instant instant = Instant.parse("2026-03-01T12:00:00Z");
  private long nanos;
  private RotationPhase kept = RotationPhase.NONE;
  private Optional<Rotation> rotation = Optional.empty();
  private int made;
  private int crashes;
  private boolean finished;

  SimulatedMesh(Random random) {
    this.random = random;
    start();
  }

  Now now() {
    return new Now(instant, nanos);
  }

  Random random() {
    return random;
  }

  boolean isUp() {
    return rotation.isPresent();
  }

  RotationPhase phase() {
    return rotation.map(Rotation::phase).orElse(kept);
  }

  int crashes() {
    return crashes;
  }

  Collection<SimulatedSidecar> sidecars() {
    return sidecars.values();
  }

  /** What the control plane trusts and tells everyone to trust. */
  Set<KeyHash> roots() {
    return switch (phase()) {
      case NONE -> Set.of(present());
      case TRUST_BOTH, SIGN_WITH_NEW -> Set.of(OLD, NEW);
      case DROP_OLD -> Set.of(NEW);
    };
  }

  private KeyHash present() {
    return finished ? NEW : OLD;
  }

  /** Certificates are signed as what is durable says. */
  KeyHash signer() {
    return switch (kept) {
      case NONE -> present();
      case TRUST_BOTH -> OLD;
      case SIGN_WITH_NEW, DROP_OLD -> NEW;
    };
  }

  void request() {
    if (kept == RotationPhase.NONE && !finished) {
      kept = RotationPhase.TRUST_BOTH;
    }
  }

  /** A newcomer, by a join token: it gets roots and certificate of now. */
  void join() {
    if (isUp() && sidecars.size() < 16) {
      String uid = "i" + made++;
      sidecars.put(uid, new SimulatedSidecar(uid, this));
    }
  }

  void leaveForGood() {
    if (sidecars.values().stream().filter(SimulatedSidecar::isAlive).count() > 3) {
      any().ifPresent(SimulatedSidecar::disappear);
    }
  }

  Optional<SimulatedSidecar> any() {
    List<SimulatedSidecar> alive =
        sidecars.values().stream().filter(SimulatedSidecar::isAlive).toList();
    return alive.isEmpty()
        ? Optional.empty()
        : Optional.of(alive.get(random.nextInt(alive.size())));
  }

  /** A control plane that is up looks every second. */
  void pass(Duration duration) {
    for (Duration left = duration; left.isPositive(); left = left.minus(SECOND)) {
      Duration step = left.compareTo(SECOND) < 0 ? left : SECOND;
      instant = instant.plus(step);
      nanos += step.toNanos();
      sidecars.values().forEach(SimulatedSidecar::timePassed);
      look();
    }
  }

  void start() {
    if (rotation.isEmpty()) {
      rotation =
          Optional.of(
              new Rotation(kept, instant, now(), RotationTimes.of(LIFETIME), new Random(nanos)));
    }
  }

  void crash() {
    if (isUp()) {
      crashes++;
      rotation = Optional.empty();
      keeping.clear();
      sidecars.values().forEach(SimulatedSidecar::controlPlaneCrashed);
    }
  }

  void look() {
    if (rotation.isEmpty()) {
      return;
    }
    if (kept == RotationPhase.TRUST_BOTH && phase() == RotationPhase.NONE) {
      act(rotation.get().on(new RotationEvent.Found(instant), now()));
    }
    List<Member> members = sidecars.values().stream().map(this::member).toList();
    act(rotation.get().on(new RotationEvent.Looked(members), now()));
  }

  /** The disk answers, or fails. */
  void disk() {
    RotationPhase next = keeping.poll();
    if (next == null || rotation.isEmpty()) {
      return;
    }
    if (random.nextInt(5) == 0) {
      act(rotation.get().on(new RotationEvent.NotKept(), now()));
    } else {
      finished |= next == RotationPhase.DROP_OLD;
      kept = next;
      act(rotation.get().on(new RotationEvent.Kept(next), now()));
    }
  }

  private Member member(SimulatedSidecar sidecar) {
    return new Member(
        sidecar.uid(),
        sidecar.session() == 0 ? OptionalLong.empty() : OptionalLong.of(sidecar.session()),
        sidecar.acknowledged().equals(Optional.of(roots())) ? Roots.APPLIED : Roots.BEHIND,
        sidecar.registered().otherThan(NEW, sidecar.registeredUntil()));
  }

  private void act(List<RotationAction> actions) {
    for (RotationAction action : actions) {
      switch (action) {
        case RotationAction.Keep(var phase) -> keeping.add(phase);
        case RotationAction.Enter _ -> {}
        case RotationAction.Renew(var uid) ->
            Optional.ofNullable(sidecars.get(uid)).ifPresent(SimulatedSidecar::toldToRenew);
      }
    }
  }

  /** Nobody shows what somebody who counts does not trust. */
  void check() {
    for (SimulatedSidecar shows : sidecars.values()) {
      for (SimulatedSidecar judges : sidecars.values()) {
        if (shows.isInUse() && judges.isInUse() && judges.isKnownToBeUpToDate()) {
          assertThat(judges.bundle())
              .as("%s shows %s to %s in %s", shows.uid(), shows.root(), judges.uid(), phase())
              .contains(shows.root());
        }
      }
    }
  }
}
