package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.Deployer;
import io.heddle.examples.demo.LoadRun;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import io.heddle.perf.load.LoadReport;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a route's retry keeps from the clients of a service one of whose instances is busy. */
final class RetrySuite {
  /** So few that the retries at a time are far from the budget's least, 3. */
  private static final int RATE = 10;

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @Test
  void aRequestThatABusyInstanceTurnsAwayIsAnsweredByAnother() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("r", 2, RATE, 31));
    Manifest toGreen = Manifest.blue().withBlueWeight(0);
    Deployer green = shop.another(Manifest.GREEN_APP);
    green.create(2, "v2");
    green.add("busy");
    green.awaitAllReady();
    LoadReport without = load(shop, "ra", toGreen);
    LoadReport with = load(shop, "rb", toGreen.withRetry("{codes: [503], backoff: 5ms}"));
    Results.of("retries")
        .add("requestsWithout", without.requests())
        .add("failedWithout", without.failed())
        .add("requestsWith", with.requests())
        .add("failedWith", with.failed())
        .keep();

    assertThat(without.failures())
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure.reason()).contains("catalog: HTTP/1.1 503"));
    assertThat(with.failures()).isEmpty();
    assertThat(with.failed()).isZero();
    Set<String> asked =
        shop.executions("catalog").stream()
            .filter(entry -> entry.id().startsWith("rb"))
            .map(entry -> entry.version())
            .collect(Collectors.toSet());
    assertThat(asked).as("the busy instance was asked, too").contains("busy", "v2");
  }

  private LoadReport load(Shop shop, String name, Manifest manifest) throws Exception {
    manifest.write(endToEnd.files().objects());
    Convergence.await(shop.mesh().controlPlane().adminAddress());
    long requests = (long) RATE * size.choose(8, 60);
    try (LoadRun load = shop.startLoad(name)) {
      Await.until(
          requests + " requests", Duration.ofMinutes(3), () -> load.counts().settled() >= requests);
      return load.finish();
    }
  }
}
