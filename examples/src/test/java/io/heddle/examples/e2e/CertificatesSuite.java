package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.ControlPlane;
import io.heddle.examples.demo.MeshTimes;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Certificates are renewed under load, and nothing is lost by it. */
final class CertificatesSuite {
  private static final int REPLICAS = 2;
  private static final int SERVICES = 2;

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @Test
  void certificatesOfTenSecondsLoseNothing() throws Exception {
    int seconds = size.choose(30, 300);
    Shop shop = start("c", Duration.ofSeconds(10));
    double issued;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      double before = issued(trial);
      trial.runFor(seconds);
      issued = issued(trial) - before;
      result = trial.finish();
    }
    Results.of("certificates-10-s").of(result).add("certificatesIssued", issued).keep();

    requireNothingLost(result);
    assertThat(issued)
        .as("renewed within each lifetime")
        .isGreaterThanOrEqualTo(REPLICAS * SERVICES * (seconds / 10.0));
  }

  @Test
  void aRestartOfTheControlPlaneIsNoReasonToLoseAnything() throws Exception {
    int half = size.choose(20, 90);
    Shop shop = start("r", Duration.ofSeconds(size.choose(20, 60)));
    double issuedAfter;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      ControlPlane controlPlane = shop.mesh().controlPlane();
      trial.runFor(half);
      controlPlane.kill();
      trial.runFor(size.choose(5, 10));
      controlPlane.restart();
      trial.runFor(half);
      trial.awaitServing(Duration.ofSeconds(20));
      issuedAfter = issued(trial);
      result = trial.finish();
    }
    Results.of("certificates-restart")
        .of(result)
        .add("certificatesIssuedAfterRestart", issuedAfter)
        .keep();

    requireNothingLost(result);
    assertThat(issuedAfter)
        .as("every instance has a certificate of the new process")
        .isGreaterThanOrEqualTo(REPLICAS * SERVICES);
  }

  private Shop start(String name, Duration lifetime) throws Exception {
    MeshTimes times = MeshTimes.DEFAULT.withCertificateLifetime(lifetime);
    return endToEnd.start(PartPlan.undisturbed(name, REPLICAS, size.rate(), 11).withTimes(times));
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
