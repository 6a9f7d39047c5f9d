package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code heddle wait} returns when the last proxy has acknowledged, and not before. */
final class WaitSuite {
  private static final Duration BOUND = Duration.ofSeconds(40);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  @Test
  void waitNamesTheProxyThatIsBehindAndReturnsWhenItHasCaughtUp() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("w", 2, 100, 3));
    MeshReplica slow = shop.mesh().replicas("web").getFirst();
    ProcessHandle sidecar = slow.sidecar().orElseThrow();
    String admin = shop.mesh().controlPlane().adminAddress();
    // A proxy that nobody has asked for the catalog has no route to wait for.
    for (InetSocketAddress web : shop.mesh().webs()) {
      assertThat(Page.get("127.0.0.1:" + web.getPort(), "/orders").text()).isEqualTo("web\n");
    }

    Signal.STOP.send(sidecar);
    Manifest.blue().withTimeout("7s").write(endToEnd.files().objects());
    ManagedProcess impatient = await("impatient", admin, "2s");
    ManagedProcess patient = await("patient", admin, "30s");

    assertThat(impatient.awaitEnd(BOUND)).isEqualTo(1);
    assertThat(impatient.tail())
        .contains("timed out", "waiting for " + slow.uid().orElseThrow())
        .doesNotContain(shop.mesh().replicas("web").getLast().uid().orElseThrow());
    assertThat(patient.isAlive()).as("a proxy is still behind").isTrue();

    Signal.CONT.send(sidecar);
    assertThat(patient.awaitEnd(BOUND)).isZero();
    assertThat(Page.get(Ready.of(slow.readyLine()).admin(), "/config_dump").text())
        .as("in force once wait has returned")
        .contains("catalog-blue");
  }

  private ManagedProcess await(String name, String admin, String timeout) throws Exception {
    return endToEnd.heddle(
        name, "wait", "HTTPRoute/catalog", "-n", "shop", "--timeout", timeout, "--admin", admin);
  }
}
