package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.examples.demo.DeployerTimes;
import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.MeshTimes;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.RolloutOutcome;
import io.heddle.examples.demo.Shop;
import io.heddle.perf.load.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the death or silence of a sidecar costs, and whom. */
final class SidecarFaultsSuite {
  private static final Duration BOUND = Duration.ofSeconds(30);

  /** Within this {@code heddle run} has started another sidecar. */
  private static final Duration RESTART = Duration.ofSeconds(1);

  /** Of an instance with the standard grace of 30 s: 30 s less a third. */
  private static final Duration DRAIN_BOUND = Duration.ofSeconds(20);

  /** From its release to its exit: what is in flight, then the two processes. */
  private static final Duration EXIT_SLACK = Duration.ofSeconds(5);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @Test
  void aServersSidecarThatIsKilledTakesOnlyWhatWasInFlightInIt() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("s", 3, size.rate(), 31));
    MeshReplica victim = shop.mesh().replicas("catalog").getLast();
    ProcessHandle sidecar = victim.sidecar().orElseThrow();
    Instant dead;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      trial.runFor(size.choose(2, 20));
      dead = Kill.of(sidecar);
      awaitAnother(victim, sidecar, RESTART);
      trial.runFor(2);
      trial.awaitServing(BOUND);
      trial.runFor(size.choose(3, 30));
      result = trial.finish();
    }
    long application = victim.application().orElseThrow().pid();
    long begun = InFlight.requireOnly(shop, result.load().failures(), application, dead);
    Results.of("faults-servers-sidecar-killed").of(result).add("failedAndExecuted", begun).keep();

    result.requireSound();
  }

  @Test
  void aClientsSidecarThatIsKilledIsBackAtOnceAndCostsNobodyElse() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("x", 3, size.rate(), 32));
    MeshReplica victim = shop.mesh().replicas("web").getFirst();
    ProcessHandle sidecar = victim.sidecar().orElseThrow();
    Instant dead;
    Instant ready;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      trial.runFor(size.choose(2, 20));
      dead = Kill.of(sidecar);
      awaitAnother(victim, sidecar, RESTART);
      Await.until("ready again", BOUND, () -> readyLines(victim) == 2);
      ready = InstantSource.system().instant();
      trial.awaitServing(BOUND);
      trial.runFor(size.choose(3, 30));
      result = trial.finish();
    }
    Results.of("faults-clients-sidecar-killed")
        .of(result)
        .add("millisUntilReady", Duration.between(dead, ready).toMillis())
        .keep();

    assertThat(result.load().failures()).filteredOn(not(ownOf(victim))).isEmpty();
    assertThat(result.load().failures())
        .as("none of its own is sent in vain once its sidecar is ready")
        .allSatisfy(failure -> assertThat(failure.intended()).isBefore(ready));
    result.requireSound();
  }

  @Test
  void aClientsSidecarThatIsSilentIsNamedAndHoldsARolloutUpNoLongerThanTheBound() throws Exception {
    DeployerTimes patient =
        new DeployerTimes(
            Duration.ofMillis(100),
            Duration.ofSeconds(90),
            Duration.ofSeconds(40),
            Duration.ofSeconds(45));
    Shop shop =
        endToEnd.start(
            PartPlan.undisturbed("z", 2, size.rate(), 33)
                .withTimes(MeshTimes.DEFAULT.withDeployer(patient)));
    MeshReplica victim = shop.mesh().replicas("web").getFirst();
    MeshReplica firstToGo = shop.mesh().replicas("catalog").getFirst();
    MeshReplica secondToGo = shop.mesh().replicas("catalog").get(1);
    ProcessHandle sidecar = victim.sidecar().orElseThrow();
    RolloutOutcome outcome;
    List<String> laggards;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      Signal.STOP.send(sidecar);
      outcome = shop.catalog().roll("v2");
      laggards = laggards(trial.admin());
      Signal.CONT.send(sidecar);
      trial.awaitServing(BOUND);
      Await.until("everything is everywhere", BOUND, () -> Convergence.isReached(trial.admin()));
      trial.runFor(2);
      result = trial.finish();
    }
    Duration drained = between("catalog-1-v2-3 ready", firstToGo.name() + " stopped");
    Duration drainedNext = between("catalog-2-v2-4 ready", secondToGo.name() + " stopped");
    long others = result.load().failures().stream().filter(not(ownOf(victim))).count();
    Results.of("faults-clients-sidecar-silent")
        .of(result)
        .add("failedOfOthers", others)
        .add("firstDrainMillis", drained.toMillis())
        .add("secondDrainMillis", drainedNext.toMillis())
        .keep();

    assertThat(outcome).isEqualTo(RolloutOutcome.COMPLETED);
    assertThat(result.load().failures()).filteredOn(not(ownOf(victim))).isEmpty();
    assertThat(drained).isLessThanOrEqualTo(DRAIN_BOUND.plus(EXIT_SLACK));
    assertThat(drainedNext)
        .as("the silent one's open connections hold nobody any more")
        .isLessThanOrEqualTo(EXIT_SLACK);
    assertThat(laggards).contains(victim.uid().orElseThrow());
    assertThat(Files.readString(firstToGo.log()))
        .contains("not waited for: [" + victim.uid().orElseThrow() + "]");
    assertThat(result.findings().duplicates()).isZero();
  }

  private Duration between(String one, String other) {
    return Duration.between(endToEnd.when(one), endToEnd.when(other));
  }

  private static void awaitAnother(MeshReplica replica, ProcessHandle old, Duration bound)
      throws InterruptedException {
    Await.until(
        "another sidecar",
        bound,
        () -> replica.sidecar().filter(sidecar -> sidecar.pid() != old.pid()).isPresent());
  }

  private static long readyLines(MeshReplica replica) throws IOException {
    try (var lines = Files.lines(replica.log())) {
      return lines.filter(line -> line.startsWith("proxy ready:")).count();
    }
  }

  private static Predicate<Failure> ownOf(MeshReplica web) throws Exception {
    String target = "localhost:" + Ready.of(web.readyLine()).applicationPort();
    return failure -> failure.target().equals(target);
  }

  private static Predicate<Failure> not(Predicate<Failure> predicate) {
    return predicate.negate();
  }

  private static List<String> laggards(String admin) throws IOException {
    List<String> laggards = new ArrayList<>();
    for (JsonNode rollout : Page.get(admin, "/v1/rollouts").json().path("rollouts")) {
      rollout.path("laggards").forEach(laggard -> laggards.add(laggard.asText()));
    }
    return laggards;
  }
}
