package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.Commands;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.SidecarSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who shows a join token that does not admit is told why, and counted. */
final class TokensSuite {
  private static final Duration BOUND = Duration.ofSeconds(40);
  private static final Duration TTL = Duration.ofSeconds(1);

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();

  /**
   * A sidecar whose token is refused.
   *
   * @param said by the sidecar
   * @param metric of the control plane, or of the sidecar where that refuses the control plane
   * @param reason the metric's label
   */
  private record Refused(String name, String token, String said, String metric, String reason) {}

  @Test
  void aTokenThatDoesNotAdmitIsRefusedWithItsOwnMessageAndMetric() throws Exception {
    Mesh mesh = endToEnd.startMesh(PartPlan.undisturbed("t", 1, 1, 1));
    Path state = endToEnd.files().controlPlaneState();
    String good = token("good", state, "--uses", "1");
    String expired = token("short", state, "--ttl", TTL.toMillis() + "ms");
    Instant end = InstantSource.system().instant().plus(TTL);
    String foreign = token("other", Files.createDirectories(state.resolveSibling("other")));
    Path joined = sidecar(mesh, "joined", good).log();
    Await.until("the good token admits", BOUND, () -> !Instances.of(admin(mesh)).list().isEmpty());
    Await.until("expiry", BOUND, () -> InstantSource.system().instant().isAfter(end));

    List<Refused> table =
        List.of(
            refused("wrong", withOtherSecret(token("w", state)), "wrong secret", "wrong_secret"),
            refused("unknown", withOtherId(good), "unknown", "unknown"),
            refused("expired", expired, "expired", "expired"),
            refused("used-up", good, "all uses taken", "used_up"),
            new Refused(
                "foreign",
                foreign,
                "(expected: the root that the join token pins)",
                "heddle_credential_failures_total",
                "reason=\"server_untrusted\""));
    List<ManagedProcess> sidecars = new ArrayList<>();
    for (Refused row : table) {
      sidecars.add(sidecar(mesh, row.name(), row.token()));
    }
    for (int i = 0; i < table.size(); i++) {
      requireRefused(mesh, table.get(i), sidecars.get(i));
    }
    assertThat(Instances.of(admin(mesh)).list()).as("only the good one is in").hasSize(1);
    assertThat(Files.readString(joined)).doesNotContain("ERROR");
  }

  private static Refused refused(String name, String token, String said, String reason) {
    return new Refused(
        name, token, said, "heddle_identity_refused_total", "reason=\"token_" + reason + "\"");
  }

  private void requireRefused(Mesh mesh, Refused row, ManagedProcess sidecar) throws Exception {
    String counter =
        row.metric().startsWith("heddle_identity") ? admin(mesh) : adminOfSidecar(row.name());
    Await.until(
        row.name() + ": says " + row.said(),
        BOUND,
        () -> Files.readString(sidecar.log()).contains(row.said()));
    Await.until(
        row.name() + ": counted as " + row.reason(),
        BOUND,
        () -> Page.get(counter, "/metrics").metric(row.metric(), row.reason()) > 0);
    assertThat(Files.readString(sidecar.log()))
        .as("no secret in the log")
        .doesNotContain(row.token());
    assertThat(sidecar.isAlive()).as("goes on trying").isTrue();
  }

  private static String admin(Mesh mesh) {
    return mesh.controlPlane().adminAddress();
  }

  /** It is not ready, so it has not said where; it keeps its ports in its state. */
  private String adminOfSidecar(String name) throws IOException {
    Path ports = endToEnd.files().sidecarState(name).resolve("ports");
    return Files.readAllLines(ports).stream()
        .filter(line -> line.startsWith("admin "))
        .map(line -> "127.0.0.1:" + line.substring("admin ".length()))
        .findFirst()
        .orElseThrow(() -> new IOException(ports + ": no admin port"));
  }

  private String token(String name, Path state, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("token", "create", "--service", "catalog", "--namespace", "shop", "--state"));
    arguments.add(state.toString());
    arguments.addAll(List.of(more));
    return endToEnd
        .heddle("token-" + name, arguments.toArray(String[]::new))
        .awaitReady(BOUND)
        .strip();
  }

  private ManagedProcess sidecar(Mesh mesh, String name, String token)
      throws IOException, InterruptedException {
    SidecarSpec spec =
        new SidecarSpec(
            mesh.controlPlane().xdsAddress(),
            token,
            endToEnd.files().sidecarState(name),
            mesh.freePort(),
            OptionalInt.empty(),
            Set.of());
    return endToEnd.launch(name, Commands.find().proxy(spec), "proxy ready:");
  }

  private static String withOtherSecret(String token) {
    String[] parts = token.split("\\.", -1);
    char first = parts[2].charAt(0) == 'A' ? 'B' : 'A';
    return String.join(".", parts[0], parts[1], first + parts[2].substring(1), parts[3]);
  }

  private static String withOtherId(String token) {
    String[] parts = token.split("\\.", -1);
    char first = parts[1].charAt(0) == 'a' ? 'b' : 'a';
    return String.join(".", parts[0], first + parts[1].substring(1), parts[2], parts[3]);
  }
}
