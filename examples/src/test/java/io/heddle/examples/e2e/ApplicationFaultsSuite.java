package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
      dead = Kill.of(application);
      Await.until("its unit ends with it", BOUND, () -> !victim.isAlive());
      trial.runFor(size.choose(5, 30));
      result = trial.finish();
    }
    long begun = InFlight.requireOnly(shop, result.load().failures(), application.pid(), dead);
    Results.of("faults-application-killed").of(result).add("failedAndExecuted", begun).keep();

    result.requireSound();
    assertThat(result.sidecars().repeated()).isZero();
  }

  @Test
  void anApplicationThatHangsCostsItsOwnRequestsTheirTimeoutAndOthersNothing() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("h", 3, size.rate(), 22));
    MeshReplica victim = shop.mesh().replicas("catalog").getLast();
    String uid = victim.uid().orElseThrow();
    ProcessHandle application = victim.application().orElseThrow();
    List<Pair> pairs = new ArrayList<>();
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      Manifest.blue()
          .withTimeout(ROUTE_TIMEOUT.toSeconds() + "s")
          .write(endToEnd.files().objects());
      Convergence.await(trial.admin());
      while (pairs.size() < size.choose(1, 3)) {
        double before = p99(trial);
        Signal.STOP.send(application);
        double during = p99(trial);
        pairs.add(new Pair(before, during));
        assertThat(Instances.of(trial.admin()).isServing(uid)).as("was taken out").isFalse();
        Signal.CONT.send(application);
        trial.awaitServing(BOUND);
      }
      result = trial.finish();
    }
    Pair median = pairs.stream().sorted().toList().get(pairs.size() / 2);
    Results.of("faults-application-hangs")
        .of(result)
        .add("p99MillisBeforeAndOfOthers", pairs)
        .keep();

    assertThat(result.load().failures())
        .as("its own")
        .isNotEmpty()
        .allSatisfy(failure -> {
          assertThat(failure.reason()).contains("catalog: HTTP/1.1 504");
          assertThat(Duration.between(failure.intended(), failure.at()))
              .isBetween(ROUTE_TIMEOUT, ROUTE_TIMEOUT.plus(TIMEOUT_SLACK));
        });
    assertThat(median.during()).as("others").isLessThanOrEqualTo(median.limit());
    result.requireSound();
  }

  /** Of the requests that were answered as they should be, in a window of its own. */
  private double p99(Trial trial) throws InterruptedException {
    var _ = trial.load().view();
    trial.runFor(size.choose(8, 30));
    return trial.load().view().p99Millis();
  }

  /** What others saw in two windows of the same length; the worse pair is the greater. */
  private record Pair(double before, double during) implements Comparable<Pair> {
    double limit() {
      return Math.max(2 * before, before + 50);
    }

    @Override
    public int compareTo(Pair other) {
      return Double.compare(during / limit(), other.during / other.limit());
    }
  }
}
