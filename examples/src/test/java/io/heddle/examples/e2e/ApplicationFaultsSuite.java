package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an application's death or silence costs the requests of others: nothing. */
final class ApplicationFaultsSuite {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration ROUTE_TIMEOUT = Duration.ofSeconds(1);

  /** The web's own work, and a machine that is busy. */
  private static final Duration TIMEOUT_SLACK = Duration.ofMillis(600);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @Test
  void anApplicationThatIsKilledTakesOnlyWhatWasInFlightInIt() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("k", 3, size.rate(), 21));
    MeshReplica victim = shop.mesh().replicas("catalog").getLast();
    ProcessHandle application = victim.application().orElseThrow();
    Instant dead;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      trial.runFor(size.choose(2, 20));
      application.destroyForcibly();
      application.onExit().join();
      dead = InstantSource.system().instant();
      Await.until("its unit ends with it", BOUND, () -> !victim.isAlive());
      trial.runFor(size.choose(5, 30));
      result = trial.finish();
    }
    long begun = InFlight.requireOnly(shop, result.load().failures(), application.pid(), dead);
    Results.of("faults-application-killed").of(result).add("failedAndExecuted", begun).keep();

    assertThat(result.findings().duplicates()).as("no POST runs twice").isZero();
    assertThat(result.findings().disagreements()).isEmpty();
    assertThat(result.sidecars().repeated()).isZero();
  }

  @Test
  void anApplicationThatHangsCostsItsOwnRequestsTheirTimeoutAndOthersNothing() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("h", 3, size.rate(), 22));
    MeshReplica victim = shop.mesh().replicas("catalog").getLast();
    String uid = victim.uid().orElseThrow();
    ProcessHandle application = victim.application().orElseThrow();
    double before;
    double during;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      Manifest.blue()
          .withTimeout(ROUTE_TIMEOUT.toSeconds() + "s")
          .write(endToEnd.files().objects());
      Convergence.await(trial.admin());
      var _ = trial.load().view();
      trial.runFor(size.choose(5, 20));
      before = trial.load().view().p99Millis();
      Signal.STOP.send(application);
      Await.until("it is taken out", BOUND, () -> !Instances.of(trial.admin()).isServing(uid));
      trial.runFor(2);
      during = trial.load().view().p99Millis();
      Signal.CONT.send(application);
      trial.awaitServing(BOUND);
      trial.runFor(1);
      result = trial.finish();
    }
    Results.of("faults-application-hangs")
        .of(result)
        .add("p99MillisBefore", before)
        .add("p99MillisOfOthers", during)
        .keep();

    assertThat(result.load().failures())
        .as("its own")
        .isNotEmpty()
        .allSatisfy(failure -> {
          assertThat(failure.reason()).contains("catalog: HTTP/1.1 504");
          assertThat(Duration.between(failure.intended(), failure.at()))
              .isBetween(ROUTE_TIMEOUT, ROUTE_TIMEOUT.plus(TIMEOUT_SLACK));
        });
    assertThat(during).as("others").isLessThanOrEqualTo(Math.max(2 * before, before + 50));
    assertThat(result.findings().duplicates()).isZero();
    assertThat(result.findings().disagreements()).isEmpty();
  }
}
