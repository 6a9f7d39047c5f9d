package io.heddle.controlplane.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.rotation.Member.Roots;
import io.heddle.controlplane.rotation.RotationAction.Enter;
import io.heddle.controlplane.rotation.RotationAction.Keep;
import io.heddle.controlplane.rotation.RotationAction.Renew;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RotationTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LIFETIME = Duration.ofHours(24);
  private static final Optional<Instant> OLD = Optional.of(BEGIN.plus(LIFETIME));
  private static final Optional<Instant> NEW = Optional.empty();

  private Duration passed = Duration.ZERO;
  private Rotation rotation = in(RotationPhase.NONE);

  @Test
  void aNextRootIsTrustedBesideThePresentOne() {
    assertThat(on(new RotationEvent.Found(BEGIN)))
        .containsExactly(new Enter(RotationPhase.TRUST_BOTH));
    assertThat(rotation.phase()).isEqualTo(RotationPhase.TRUST_BOTH);
    assertThat(rotation.since()).isEqualTo(BEGIN);
  }

  @Test
  void anotherNextRootDoesNotBeginItAnew() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);

    assertThat(on(new RotationEvent.Found(BEGIN))).isEmpty();
  }

  @Test
  void aNextRootThatNothingWasSignedWithCanBeTakenBack() {
    rotation = in(RotationPhase.TRUST_BOTH);

    assertThat(on(new RotationEvent.Withdrawn())).containsExactly(new Enter(RotationPhase.NONE));
  }

  @Test
  void whatSignsCannotBeTakenBack() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);

    assertThat(on(new RotationEvent.Withdrawn())).isEmpty();
    assertThat(rotation.phase()).isEqualTo(RotationPhase.SIGN_WITH_NEW);
  }

  @Test
  void theNewRootSignsWhenAllConnectedTrustIt() {
    rotation = in(RotationPhase.TRUST_BOTH);

    assertThat(look(connected("a", Roots.APPLIED, OLD), connected("b", Roots.BEHIND, OLD)))
        .isEmpty();
    assertThat(look(connected("a", Roots.APPLIED, OLD), connected("b", Roots.APPLIED, OLD)))
        .containsExactly(new Keep(RotationPhase.SIGN_WITH_NEW));
    assertThat(on(new RotationEvent.Kept(RotationPhase.SIGN_WITH_NEW)))
        .containsExactly(new Enter(RotationPhase.SIGN_WITH_NEW));
  }

  @Test
  void aConnectedInstanceThatDoesNotTrustItIsWaitedForWithoutBound() {
    rotation = in(RotationPhase.TRUST_BOTH);
    passed = Duration.ofDays(3);

    assertThat(look(connected("a", Roots.BEHIND, Optional.of(BEGIN.plus(Duration.ofDays(9))))))
        .isEmpty();
  }

  @Test
  void anInstanceThatIsAwayHasAMinuteToComeBack() {
    rotation = in(RotationPhase.TRUST_BOTH);

    passed = Duration.ofSeconds(59);
    assertThat(look(away("a", OLD))).isEmpty();
    passed = Duration.ofSeconds(60);
    assertThat(look(away("a", OLD))).containsExactly(new Keep(RotationPhase.SIGN_WITH_NEW));
  }

  @Test
  void theMinuteBeginsWhenItLeaves() {
    rotation = in(RotationPhase.TRUST_BOTH);
    passed = Duration.ofSeconds(50);
    look(connected("a", Roots.BEHIND, OLD));

    passed = Duration.ofSeconds(109);
    assertThat(look(away("a", OLD))).isEmpty();
    passed = Duration.ofSeconds(110);
    assertThat(look(away("a", OLD))).isNotEmpty();
  }

  @Test
  void whoIsAwayAndTrustsItAlreadyIsNotWaitedFor() {
    rotation = in(RotationPhase.TRUST_BOTH);
    look(connected("a", Roots.APPLIED, OLD), connected("b", Roots.BEHIND, OLD));

    assertThat(look(away("a", OLD), connected("b", Roots.APPLIED, OLD))).isNotEmpty();
  }

  @Test
  void whoIsAwayWithAnExpiredCertificateIsNotWaitedFor() {
    rotation = in(RotationPhase.TRUST_BOTH);

    assertThat(look(away("a", Optional.of(BEGIN.minusSeconds(1))))).isNotEmpty();
  }

  @Test
  void whatCannotBeKeptIsTriedAgain() {
    rotation = in(RotationPhase.TRUST_BOTH);
    assertThat(look()).containsExactly(new Keep(RotationPhase.SIGN_WITH_NEW));
    assertThat(look()).as("under way").isEmpty();

    on(new RotationEvent.NotKept());

    assertThat(rotation.phase()).isEqualTo(RotationPhase.TRUST_BOTH);
    assertThat(look()).containsExactly(new Keep(RotationPhase.SIGN_WITH_NEW));
  }

  @Test
  void everySessionIsAskedToRenewOnceWithinAMinute() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    int asked = 0;
    for (int second = 0; second <= 60; second++) {
      passed = Duration.ofSeconds(second);
      List<RotationAction> actions = look(connected("a", Roots.APPLIED, OLD));
      asked += actions.size();
      assertThat(actions).allMatch(new Renew("a")::equals);
    }
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void theRequestsAreSpreadOut() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    Member[] many =
        IntStream.range(0, 600)
            .mapToObj(i -> connected("i" + i, Roots.APPLIED, OLD))
            .toArray(Member[]::new);
    int asked = 0;
    for (int second = 0; second <= 60; second++) {
      passed = Duration.ofSeconds(second);
      List<RotationAction> actions = look(many);
      assertThat(actions).hasSizeLessThan(40);
      asked += actions.size();
    }
    assertThat(asked).isEqualTo(600);
  }

  @Test
  void anotherSessionIsAskedAnewAndASilentOneOnceInAnEighthOfALifetime() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    look(connected("a", Roots.APPLIED, OLD));
    passed = Duration.ofMinutes(1);
    assertThat(look(connected("a", Roots.APPLIED, OLD))).hasSize(1);
    assertThat(look(new Member("a", OptionalLong.of(2), Roots.APPLIED, OLD))).isEmpty();
    passed = Duration.ofMinutes(2);
    assertThat(look(new Member("a", OptionalLong.of(2), Roots.APPLIED, OLD))).hasSize(1);
    passed = Duration.ofMinutes(2).plus(LIFETIME.dividedBy(8)).minusMillis(1);
    assertThat(look(new Member("a", OptionalLong.of(2), Roots.APPLIED, OLD))).isEmpty();
    passed = passed.plusMillis(1);
    assertThat(look(new Member("a", OptionalLong.of(2), Roots.APPLIED, OLD))).hasSize(1);
  }

  @Test
  void theOldRootGoesTenSecondsAfterTheLastShowsANewCertificate() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    look(connected("a", Roots.APPLIED, OLD));

    assertThat(look(connected("a", Roots.APPLIED, NEW))).isEmpty();
    passed = Duration.ofMillis(9_999);
    assertThat(look(connected("a", Roots.APPLIED, NEW))).isEmpty();
    passed = Duration.ofSeconds(10);
    assertThat(look(connected("a", Roots.APPLIED, NEW)))
        .containsExactly(new Keep(RotationPhase.DROP_OLD));
  }

  @Test
  void theTenSecondsBeginAnewWhenSomebodyShowsAnOldOne() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    look(connected("a", Roots.APPLIED, NEW));
    passed = Duration.ofSeconds(9);
    look(connected("a", Roots.APPLIED, NEW), away("b", OLD));
    passed = Duration.ofSeconds(18);
    assertThat(look(connected("a", Roots.APPLIED, NEW))).isEmpty();
    passed = Duration.ofSeconds(28);
    assertThat(look(connected("a", Roots.APPLIED, NEW))).isNotEmpty();
  }

  @Test
  void theOldRootStaysUntilTheLastOldCertificateHasExpired() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    passed = LIFETIME;
    assertThat(look(away("a", OLD))).isEmpty();
    passed = LIFETIME.plusMillis(1);
    assertThat(look(away("a", OLD))).isEmpty();
    passed = LIFETIME.plusMillis(1).plusSeconds(10);
    assertThat(look(away("a", OLD))).containsExactly(new Keep(RotationPhase.DROP_OLD));
  }

  @Test
  void whoComesBackWithAnExpiredCertificateMayStillRenewIt() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    Optional<Instant> expired = Optional.of(BEGIN.minusSeconds(1));
    look(away("a", expired));
    passed = Duration.ofSeconds(59);
    assertThat(look(away("a", expired))).as("its minute").isEmpty();
    look(connected("a", Roots.APPLIED, expired));
    passed = Duration.ofMinutes(10);
    assertThat(look(connected("a", Roots.APPLIED, expired)))
        .as("it is asked to")
        .containsExactly(new Renew("a"));

    look(connected("a", Roots.APPLIED, NEW));
    passed = passed.plusSeconds(10);
    assertThat(look(connected("a", Roots.APPLIED, NEW)))
        .containsExactly(new Keep(RotationPhase.DROP_OLD));
  }

  @Test
  void theOldRootStaysWhileAConnectedInstanceDoesNotTrustTheNewOne() {
    rotation = in(RotationPhase.SIGN_WITH_NEW);
    look(connected("a", Roots.BEHIND, NEW));
    passed = Duration.ofDays(2);

    assertThat(look(connected("a", Roots.BEHIND, NEW))).isEmpty();
  }

  @Test
  void itEndsWhenAllConnectedTrustTheNewRootAlone() {
    rotation = in(RotationPhase.DROP_OLD);

    assertThat(look(connected("a", Roots.BEHIND, NEW), away("b", OLD))).isEmpty();
    assertThat(look(connected("a", Roots.APPLIED, NEW), away("b", OLD)))
        .containsExactly(new Keep(RotationPhase.NONE));
    assertThat(on(new RotationEvent.Kept(RotationPhase.NONE)))
        .containsExactly(new Enter(RotationPhase.NONE));
  }

  @Test
  void whoIsWaitedForIsNamedAfterAMinute() {
    rotation = in(RotationPhase.TRUST_BOTH);
    passed = Duration.ofSeconds(59);
    look(connected("a", Roots.BEHIND, OLD));
    assertThat(rotation.laggards(now())).isEmpty();

    passed = Duration.ofSeconds(60);
    assertThat(rotation.laggards(now()))
        .containsExactly(new Laggard("a", "has not acknowledged the roots in force"));
  }

  @Test
  void aRestartInAnyPhaseGoesOnFromThereAndGivesTheAwayTheirMinuteAgain() {
    rotation =
        new Rotation(
            RotationPhase.TRUST_BOTH,
            BEGIN.minusSeconds(500),
            now(),
            RotationTimes.of(LIFETIME),
            new Random(1));

    passed = Duration.ofSeconds(59);
    assertThat(look(away("a", OLD))).isEmpty();
    assertThat(rotation.since()).isEqualTo(BEGIN.minusSeconds(500));
    passed = Duration.ofSeconds(60);
    assertThat(look(away("a", OLD))).containsExactly(new Keep(RotationPhase.SIGN_WITH_NEW));
  }

  private Rotation in(RotationPhase phase) {
    return new Rotation(phase, BEGIN, now(), RotationTimes.of(LIFETIME), new Random(1));
  }

  private List<RotationAction> on(RotationEvent event) {
    return rotation.on(event, now());
  }

  private List<RotationAction> look(Member... members) {
    return on(new RotationEvent.Looked(List.of(members)));
  }

  private Now now() {
    return new Now(BEGIN.plus(passed), passed.toNanos() - 5);
  }

  private static Member connected(String uid, Roots roots, Optional<Instant> formerUntil) {
    return new Member(uid, OptionalLong.of(1), roots, formerUntil);
  }

  private static Member away(String uid, Optional<Instant> formerUntil) {
    return new Member(uid, OptionalLong.empty(), Roots.BEHIND, formerUntil);
  }
}
