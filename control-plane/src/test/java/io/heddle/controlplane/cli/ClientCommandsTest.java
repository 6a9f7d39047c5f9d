package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.admin.AdminPages;
import io.heddle.controlplane.admin.AdminServer;
import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.admin.FakeAdminSource;
import io.heddle.controlplane.admin.MeshHop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class ClientCommandsTest {
  private final FakeAdminSource source = new FakeAdminSource();
  private final ControlPlaneMetrics metrics = new ControlPlaneMetrics();
  private final AdminServer server = start();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Time that passes only while a command pauses. */
  private long nanos;

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  @Test
  void statusShowsEachProxy() {
    assertThat(run("status")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "PROXY      SERVICE       KIND    STATE    CONNECTED  PENDING  REJECTED",
            "catalog-1  shop/catalog  heddle  SERVING  yes        0        -",
            "web-1      /             envoy   -        no         2        outbound|80||catalog");
  }

  @Test
  void listsAreAlsoJson() {
    assertThat(run("cert", "status", "-o", "json")).isZero();
    assertThat(out.toString()).contains("\"phase\" : \"TRUST_BOTH\"");
    out.getBuffer().setLength(0);
    assertThat(run("status", "-o", "json")).isZero();
    assertThat(out.toString()).startsWith("{").contains("\"id\" : \"catalog-1\"");
  }

  @Test
  void certStatusShowsWhoIsTrustedAndWhoIsWaitedFor() {
    assertThat(run("cert", "status")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "trust domain      cluster.local",
            "rotation          TRUST_BOTH since 1970-01-01T00:00:00Z",
            "oldest            catalog-1, expires 1970-01-02T00:00:00Z",
            "next renewal      1970-01-01T12:00:00Z",
            "ROOT" + " ".repeat(41) + "EXPIRES               SIGNS  SUBJECT",
            "o".repeat(43) + "  1970-01-02T00:00:00Z  yes    CN=one",
            "n".repeat(43) + "  1970-01-02T00:00:01Z  no     CN=two",
            "waits for web-1: has not acknowledged the roots in force");
  }

  @Test
  void rolloutsShowsReportCards() {
    assertThat(run("rollouts")).isZero();
    assertThat(out.toString()).startsWith("SERVICE  STARTED");
  }

  @Test
  void waitEndsWhenEverythingIsEverywhere() {
    source.questionsUntilApplied.set(3);

    assertThat(run("wait")).isZero();

    assertThat(out.toString()).isEqualTo("everything: 2 of 2 proxies\n");
    assertThat(source.syncs.get()).isEqualTo(1);
  }

  @Test
  void waitNamesThoseWhoAreBehind() {
    source.convergence.objectChanged("HTTPRoute/shop/catalog", "abc", 5, Set.of());
    source.questionsUntilApplied.set(1_000);

    assertThat(run("wait", "HTTPRoute/catalog", "-n", "shop", "--timeout", "1s")).isEqualTo(1);

    assertThat(out.toString())
        .isEqualTo(
            "HTTPRoute/shop/catalog: timed out after 1000 ms: 1 of 2 proxies, waiting for web-1\n");
  }

  @Test
  void waitForAnInstanceThatIsNotThereYetTimesOut() {
    assertThat(run("wait", "instance/catalog-9", "--timeout", "100ms")).isEqualTo(1);

    assertThat(out.toString())
        .isEqualTo("instance/catalog-9 SERVING: timed out after 100 ms: now unknown\n");
  }

  @Test
  void waitForAnObjectThatNobodyWroteIsWrongUse() {
    assertThat(run("wait", "HTTPRoute/catalogue", "-n", "shop")).isEqualTo(2);

    assertThat(err.toString())
        .contains("object: HTTPRoute/shop/catalogue (expected: one that was read)")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          wait catalog; wait: catalog (expected: KIND/NAME, instance/UID or nothing)
          wait HTTPRoute/a --for SERVING; --for: SERVING (expected: only with instance/UID)
          wait --timeout soon; soon (expected: such as 500ms, 30s, 90m, 24h, 7d)
          wait --admin nowhere; nowhere (expected: http://HOST:PORT)
          status -o xml; xml (expected: text or json)
          status --colour; Unknown option: '--colour'
          frobnicate; Unmatched arguments from index 0: 'frobnicate'
          """)
  void wrongUseIsOneLine(String line, String message) {
    assertThat(run(line.split(" "))).isEqualTo(2);

    assertThat(err.toString()).contains(message).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noCommandIsWrongUse() {
    assertThat(commands().execute()).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("command: none (expected: one) (see heddle --help)\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "status --help",
        "wait --help",
        "rollouts --help",
        "explain --help",
        "token --help",
        "token create --help"
      })
  void helpIsEverywhere(String line) {
    assertThat(commands().execute(line.split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: heddle");
  }

  @Test
  void aControlPlaneThatIsNotThereIsOneLine() {
    server.close();

    assertThat(run("status")).isEqualTo(1);

    assertThat(err.toString()).contains("not reached").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "30s, 30000", "90m, 5400000", "24h, 86400000", "7d, 604800000"})
  void durationsAreReadAsPeopleWriteThem(String text, long millis) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--admin")) {
      all.add("--admin");
      all.add("127.0.0.1:" + server.address().getPort());
    }
    return commands().execute(all.toArray(String[]::new));
  }

  private CommandLine commands() {
    CommandLine commands = HeddleCommand.commandLine();
    commands.getCommandSpec().removeSubcommand("wait");
    commands.addSubcommand(
        new WaitCommand(() -> nanos, millis -> nanos += Duration.ofMillis(millis).toNanos()));
    return HeddleCommand.completed(commands)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  private AdminServer start() {
    try {
      return AdminServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new AdminPages(source, new MeshHop(Runnable::run, Duration.ofSeconds(5)), metrics));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
