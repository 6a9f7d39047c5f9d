package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.certs.KeyHash;
import io.heddle.certs.Pem;
import io.heddle.certs.TrustBundle;
import io.heddle.examples.demo.ControlPlane;
import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.MeshTimes;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.ReplicaSpec;
import io.heddle.examples.demo.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The root of all certificates is replaced under load, and nothing is lost by it. */
final class RotationSuite {
  private static final int REPLICAS = 2;
  private static final Duration BOUND = Duration.ofMinutes(4);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();
  private final int rate = size.choose(200, 500);

  @Test
  void aNewRootTakesOverThoughTheControlPlaneIsKilledMeanwhile() throws Exception {
    Duration lifetime = Duration.ofSeconds(size.choose(40, 60));
    Shop shop =
        endToEnd.start(
            PartPlan.undisturbed("o", REPLICAS, rate, 61)
                .withTimes(MeshTimes.DEFAULT.withCertificateLifetime(lifetime)));
    String before;
    String after;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, rate)) {
      before = onlyRoot(trial);
      trial.runFor(size.choose(5, 30));
      String named = rotate();
      awaitPhase(trial, "SIGN_WITH_NEW");
      join(trial, 8);
      restartControlPlane(trial);
      awaitPhase(trial, "NONE");
      after = onlyRoot(trial);
      assertThat(named).startsWith("root " + after + " is trusted");
      shop.mesh().forgetTokens();
      join(trial, 9);
      trial.runFor(size.choose(5, 30));
      result = trial.finish();
    }
    Results.of("rotation-of-the-root").of(result).keep();

    assertThat(result.load().failures()).isEmpty();
    assertThat(result.load().failed()).isZero();
    assertThat(result.findings().disagreements()).isEmpty();
    assertThat(result.findings().duplicates()).isZero();
    assertThat(after).isNotEqualTo(before);
    requireAllOf(shop, new KeyHash(after));
  }

  private String rotate() throws Exception {
    return endToEnd
        .heddle(
            "rotate", "cert", "rotate", "--state", endToEnd.files().controlPlaneState().toString())
        .awaitReady(Duration.ofSeconds(40));
  }

  private static void restartControlPlane(Trial trial) throws Exception {
    ControlPlane controlPlane = trial.shop().mesh().controlPlane();
    assertThat(phase(trial)).isEqualTo("SIGN_WITH_NEW");
    controlPlane.kill();
    trial.runFor(3);
    controlPlane.restart();
    assertThat(phase(trial)).isEqualTo("SIGN_WITH_NEW");
  }

  /** Somebody with whom everyone has to shake hands anew. */
  private static void join(Trial trial, int number) throws Exception {
    var replica =
        (MeshReplica)
            trial.shop().mesh().start(new ReplicaSpec("catalog", number, number * 100, "v1"));
    Await.until(
        replica.name() + " serves",
        Duration.ofMinutes(1),
        () -> Instances.of(trial.admin()).isServing(replica.uid().orElse("")));
  }

  private static void awaitPhase(Trial trial, String phase) throws Exception {
    Await.until(phase, BOUND, () -> phase(trial).equals(phase));
  }

  private static String phase(Trial trial) throws IOException {
    return authority(trial).path("phase").asText();
  }

  private static String onlyRoot(Trial trial) throws IOException {
    JsonNode authority = authority(trial);
    assertThat(authority.path("roots")).hasSize(1);
    assertThat(authority.at("/roots/0/keyHash")).isEqualTo(authority.path("issuer"));
    return authority.path("issuer").asText();
  }

  private static JsonNode authority(Trial trial) throws IOException {
    return Page.get(trial.admin(), "/v1/authority").json();
  }

  /** What each sidecar shows, and whom it trusts, is of the new root alone. */
  private void requireAllOf(Shop shop, KeyHash root) throws Exception {
    List<MeshReplica> replicas =
        Stream.of("web", "catalog").flatMap(it -> shop.mesh().replicas(it).stream()).toList();
    assertThat(replicas).hasSize(2 * REPLICAS + 2);
    List<KeyHash> shown = new ArrayList<>();
    for (MeshReplica replica : replicas) {
      Path state = endToEnd.files().sidecarState(replica.name());
      TrustBundle trusted =
          TrustBundle.parse("cluster.local", Files.readString(state.resolve("bundle.pem")));
      assertThat(trusted.roots()).as(replica.name()).hasSize(1);
      shown.add(trusted.vouch(chain(state), InstantSource.system().instant()).root());
    }
    assertThat(shown).containsOnly(root);
  }

  private static List<X509Certificate> chain(Path state) throws IOException {
    String text = Files.readString(state.resolve("svid.pem"));
    return Pem.parseCertificates(text.substring(text.indexOf("-----BEGIN CERTIFICATE-----")));
  }
}
