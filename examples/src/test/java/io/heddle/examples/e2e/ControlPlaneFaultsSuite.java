package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.ControlPlane;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.MeshTimes;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.ReplicaSpec;
import io.heddle.examples.demo.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mesh without its control plane, and with one that can write nothing down. */
final class ControlPlaneFaultsSuite {
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String REFUSED = "heddle_identity_refused_total";
  private static final String NOT_WRITABLE = "reason=\"state_not_writable\"";

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @Test
  void aControlPlaneThatIsKilledAndComesBackLosesNothing() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("p", 3, size.rate(), 41));
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      ControlPlane controlPlane = shop.mesh().controlPlane();
      for (int i = 0; i < size.choose(1, 5); i++) {
        controlPlane.kill();
        trial.runFor(3);
        controlPlane.restart();
        trial.awaitServing(BOUND);
        trial.runFor(3);
      }
      result = trial.finish();
    }
    Results.of("faults-control-plane-killed").of(result).keep();

    requireNothingLost(result);
  }

  @Test
  void aFullStateDirectoryAdmitsNobodyNewAndServesAllElse() throws Exception {
    Path state = endToEnd.files().controlPlaneState();
    Duration lifetime = Duration.ofSeconds(16);
    try (SmallDisk disk = SmallDisk.mount(state)) {
      Shop shop =
          endToEnd.start(
              PartPlan.undisturbed("f", 3, size.rate(), 42)
                  .withTimes(MeshTimes.DEFAULT.withCertificateLifetime(lifetime)));
      Trial.Result result;
      double renewed;
      try (Trial trial = Trial.start(shop, size.rate())) {
        disk.fill();
        double issuedBefore = issued(trial);
        requireNotAdmitted(shop.mesh(), trial.admin());
        trial.runFor((int) lifetime.toSeconds());
        renewed = issued(trial) - issuedBefore;
        Manifest.blue().write(endToEnd.files().objects());
        Convergence.await(trial.admin());
        shop.catalog().removeLast();
        trial.runFor(2);
        result = trial.finish();
      }
      Results.of("faults-state-directory-full").of(result).add("renewed", renewed).keep();

      requireNothingLost(result);
      assertThat(renewed).as("each of the six that are in").isGreaterThanOrEqualTo(6);
    }
  }

  private static void requireNotAdmitted(Mesh mesh, String admin) throws Exception {
    MeshReplica newcomer = (MeshReplica) mesh.start(new ReplicaSpec("catalog", 9, 900, "v1"));
    Await.until(
        "the newcomer is refused",
        BOUND,
        () -> Page.get(admin, "/metrics").metric(REFUSED, NOT_WRITABLE) > 0);
    Await.until(
        "and told why",
        BOUND,
        () -> Files.readString(newcomer.log()).contains("expected: a writable state directory"));
    assertThat(Instances.of(admin).state(newcomer.uid().orElse("none"))).isEmpty();
    newcomer.kill();
  }

  private static double issued(Trial trial) throws Exception {
    return Page.get(trial.admin(), "/metrics").metric("heddle_certificates_issued_total", "");
  }

  private static void requireNothingLost(Trial.Result result) {
    assertThat(result.load().failures()).isEmpty();
    assertThat(result.load().failed()).isZero();
    assertThat(result.findings().disagreements()).isEmpty();
    assertThat(result.findings().duplicates()).isZero();
  }
}
