package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code heddle check} on a mesh of real processes, which is right at first. */
final class CheckSuite {
  private static final Duration BOUND = Duration.ofSeconds(40);

  /** What depends on the host that the test runs on. */
  private static final Set<String> OF_THE_HOST =
      Set.of(
          "open-files",
          "memory",
          "listen-backlog",
          "ephemeral-ports",
          "disk-space",
          "control-plane-ports");

  /** The catalog's tokens admit ten each, and one may be used up. */
  private static final Set<String> OF_THE_TEST = Set.of("join-tokens");

  private static final String NOBODY =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: nobody, namespace: shop}
      spec: {selector: {app: nobody}, ports: [{name: http, port: 80}]}
      """;

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private int checks;

  @Test
  void whatIsBrokenIsNamedAndNothingElse() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("h", 2, 100, 5));
    assertThat(wrong(shop)).isEmpty();

    Path objects = endToEnd.files().objects();
    Files.writeString(objects.resolve("nobody.yaml"), NOBODY);
    Await.until("nobody", BOUND, () -> wrong(shop).equals(List.of("error service-endpoints")));
    Files.delete(objects.resolve("nobody.yaml"));

    Path key = endToEnd.files().controlPlaneState().resolve("ca/ca.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(wrong(shop)).containsExactly("error state-rights");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));

    // A proxy that nobody has asked for the catalog has no route to be behind with.
    for (InetSocketAddress web : shop.mesh().webs()) {
      assertThat(Page.get("127.0.0.1:" + web.getPort(), "/orders").text()).isEqualTo("web\n");
    }
    Signal.STOP.send(shop.mesh().replicas("web").getFirst().sidecar().orElseThrow());
    Manifest.blue().withTimeout("7s").write(objects);
    Await.until("behind", BOUND, () -> wrong(shop).contains("error proxies-current"));
    Signal.CONT.send(shop.mesh().replicas("web").getFirst().sidecar().orElseThrow());

    shop.mesh().controlPlane().kill();
    assertThat(wrong(shop)).containsExactly("error control-plane");
  }

  /** Severity and id, without what this host or this test makes of itself. */
  private List<String> wrong(Shop shop) throws IOException, InterruptedException {
    String name = "check-" + ++checks;
    ManagedProcess check =
        endToEnd.heddle(
            name,
            "check",
            "-o",
            "json",
            "--admin",
            shop.mesh().controlPlane().adminAddress(),
            "--state",
            endToEnd.files().controlPlaneState().toString(),
            "--files",
            endToEnd.files().objects().toString());
    assertThat(check.awaitEnd(BOUND)).isLessThan(2);
    String said = Files.readString(check.log());
    List<String> wrong = new ArrayList<>();
    for (JsonNode one :
        new ObjectMapper().readTree(said.substring(said.indexOf('{'))).path("checks")) {
      String severity = one.path("severity").asText();
      String id = one.path("id").asText();
      boolean isBad = severity.equals("error") || severity.equals("warning");
      if (isBad && !OF_THE_HOST.contains(id) && !OF_THE_TEST.contains(id)) {
        wrong.add(severity + " " + id);
      }
    }
    return wrong;
  }
}
