package io.heddle.controlplane.rotation;

import io.heddle.controlplane.rotation.Member.Roots;
import io.heddle.controlplane.rotation.RotationAction.Enter;
import io.heddle.controlplane.rotation.RotationAction.Keep;
import io.heddle.controlplane.rotation.RotationAction.Renew;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The change from one root to the next: trust both, sign with the new, drop the old. Each step
 * waits until all that the next one needs is acknowledged. Not safe for several threads.
 */
public final class Rotation {
  private final RotationTimes times;
  private final RenewalTurns renewals;

  /** Those that have acknowledged the roots of this phase, here or before they left. */
  private final Set<String> applied = new HashSet<>();

  private final Map<String, Long> seenNanos = new HashMap<>();
  private RotationPhase phase;
  private Instant since;
  private long enteredNanos;
  private boolean keeping;
  private Optional<Long> settlingNanos = Optional.empty();
  private List<Laggard> waitedFor = List.of();

  /** Goes on from what an earlier process has kept. */
  public Rotation(
      RotationPhase phase, Instant since, Now start, RotationTimes times, RandomGenerator random) {
    this.phase = phase;
    this.since = since;
    this.enteredNanos = start.nanos();
    this.times = times;
    this.renewals = new RenewalTurns(times, random);
  }

  public RotationPhase phase() {
    return phase;
  }

  public Instant since() {
    return since;
  }

  /** Whom the phase has waited for so long that people should know. */
  public List<Laggard> laggards(Now now) {
    return now.nanos() - enteredNanos < times.laggardAfter().toNanos() ? List.of() : waitedFor;
  }

  public List<RotationAction> on(RotationEvent event, Now now) {
    return switch (event) {
      case RotationEvent.Found(var begun) ->
          phase == RotationPhase.NONE ? enter(RotationPhase.TRUST_BOTH, begun, now) : List.of();
      case RotationEvent.Withdrawn() ->
          phase == RotationPhase.TRUST_BOTH
              ? enter(RotationPhase.NONE, now.instant(), now)
              : List.of();
      case RotationEvent.Looked(var members) -> looked(members, now);
      case RotationEvent.Kept(var kept) -> enter(kept, now.instant(), now);
      case RotationEvent.NotKept() -> {
        keeping = false;
        yield List.of();
      }
    };
  }

  private List<RotationAction> enter(RotationPhase next, Instant begun, Now now) {
    phase = next;
    since = begun;
    enteredNanos = now.nanos();
    keeping = false;
    settlingNanos = Optional.empty();
    waitedFor = List.of();
    applied.clear();
    seenNanos.clear();
    renewals.clear();
    return List.of(new Enter(next));
  }

  private List<RotationAction> looked(List<Member> members, Now now) {
    remember(members, now);
    return switch (phase) {
      case NONE -> List.of();
      case TRUST_BOTH -> trustBoth(members, now);
      case SIGN_WITH_NEW -> signWithNew(members, now);
      case DROP_OLD -> dropOld(members);
    };
  }

  private void remember(List<Member> members, Now now) {
    Set<String> uids = members.stream().map(Member::uid).collect(Collectors.toSet());
    applied.retainAll(uids);
    seenNanos.keySet().retainAll(uids);
    renewals.retain(uids);
    for (Member member : members) {
      if (member.isConnected()) {
        seenNanos.put(member.uid(), now.nanos());
        if (member.roots() == Roots.APPLIED) {
          applied.add(member.uid());
        }
      }
    }
  }

  private List<RotationAction> trustBoth(List<Member> members, Now now) {
    waitedFor =
        members.stream()
            .filter(member -> isBehind(member) || mayComeBack(member, now))
            .map(Rotation::behind)
            .toList();
    return waitedFor.isEmpty() ? keep(RotationPhase.SIGN_WITH_NEW) : List.of();
  }

  /** A connected one is waited for as long as it takes. */
  private static boolean isBehind(Member member) {
    return member.isConnected() && member.roots() == Roots.BEHIND;
  }

  private boolean mayComeBack(Member member, Now now) {
    return !member.isConnected()
        && !applied.contains(member.uid())
        && member.mayShowFormer(now.instant())
        && hasTurn(member, now);
  }

  private boolean hasTurn(Member member, Now now) {
    long last = seenNanos.getOrDefault(member.uid(), enteredNanos);
    return now.nanos() - last < times.awayTurn().toNanos();
  }

  /**
   * An expired certificate opens nothing in the mesh, but may be renewed as long as its root
   * counts.
   */
  private boolean needsFormer(Member member, Now now) {
    return member.mayShowFormer(now.instant())
        || (member.formerUntil().isPresent() && (member.isConnected() || hasTurn(member, now)));
  }

  private List<RotationAction> signWithNew(List<Member> members, Now now) {
    List<RotationAction> actions = new ArrayList<>();
    List<Laggard> missing = new ArrayList<>();
    for (Member member : members) {
      if (isBehind(member)) {
        missing.add(behind(member));
      } else if (needsFormer(member, now)) {
        missing.add(new Laggard(member.uid(), "may use a certificate of the old root"));
      }
      if (member.formerUntil().isPresent() && isTurnOf(member, now)) {
        actions.add(new Renew(member.uid()));
      }
    }
    waitedFor = List.copyOf(missing);
    if (hasSettled(now)) {
      actions.addAll(keep(RotationPhase.DROP_OLD));
    }
    return actions;
  }

  private boolean isTurnOf(Member member, Now now) {
    return member.session().isPresent()
        && renewals.take(member.uid(), member.session().getAsLong(), now.nanos());
  }

  private boolean hasSettled(Now now) {
    if (!waitedFor.isEmpty()) {
      settlingNanos = Optional.empty();
      return false;
    }
    long begun = settlingNanos.orElse(now.nanos());
    settlingNanos = Optional.of(begun);
    return now.nanos() - begun >= times.settle().toNanos();
  }

  private List<RotationAction> dropOld(List<Member> members) {
    waitedFor = members.stream().filter(Rotation::isBehind).map(Rotation::behind).toList();
    return waitedFor.isEmpty() ? keep(RotationPhase.NONE) : List.of();
  }

  private List<RotationAction> keep(RotationPhase next) {
    if (keeping) {
      return List.of();
    }
    keeping = true;
    return List.of(new Keep(next));
  }

  private static Laggard behind(Member member) {
    return new Laggard(
        member.uid(),
        (member.isConnected() ? "" : "is away and ") + "has not acknowledged the roots in force");
  }
}
