package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.controlplane.admin.AdminPages;
import io.heddle.controlplane.admin.AdminServer;
import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.admin.FakeAdminSource;
import io.heddle.controlplane.admin.MeshHop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a control plane says of itself and of the mesh is what is checked. */
final class CheckOfControlPlaneTest {
  private final FakeAdminSource source = new FakeAdminSource();
  private final ControlPlaneMetrics metrics = new ControlPlaneMetrics();
  private final AdminServer server = start();

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  private AdminServer start() {
    try {
      return AdminServer.start(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          new AdminPages(source, new MeshHop(Runnable::run, Duration.ofSeconds(5)), metrics));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyCheckOfAControlPlaneSeesWhatItSays() throws IOException {
    Map<String, String> found = check();

    assertThat(found)
        .containsEntry("control-plane", "ok")
        .containsEntry("control-plane-files", "ok")
        .containsEntry("control-plane-disk", "ok")
        .containsEntry("service-endpoints", "ok")
        .containsEntry("instance-health", "ok")
        .containsEntry("instance-progress", "ok")
        .containsEntry("sessions", "ok")
        .containsEntry("port-clash", "ok")
        .containsEntry("proxies-current", "ok")
        .containsEntry("proxies-accept", "error refused: web-1 outbound|80||catalog: no EDS")
        .containsEntry("proxies-schema", "ok");
    assertThat(found.get("version")).startsWith("warning control plane 1.2.3, this command");
    assertThat(found.get("ca-expiry")).startsWith("error expired: root CN=one").contains("CN=two");
    assertThat(found.get("root-rotation"))
        .startsWith("error TRUST_BOTH for ")
        .contains("web-1: has not acknowledged the roots in force");
    assertThat(found.get("clocks"))
        .startsWith("error clock wrong")
        .contains("the control plane is");
  }

  @Test
  void peopleSeeItGroupedAndWhatIsSkippedInOneLine() {
    StringWriter out = new StringWriter();
    HeddleCommand.commandLine()
        .setOut(new PrintWriter(out))
        .execute("check", "--admin", "127.0.0.1:" + server.address().getPort());

    assertThat(out.toString())
        .contains(
            """
            state directory
              [skip]  state-directory, state-rights, state-writable, disk-space: --state is not given

            """)
        .contains(
            """
            proxies
              [ok]    proxies-current: 2 proxies, none behind
              [error] proxies-accept: refused: web-1 outbound|80||catalog: no EDS
                      it runs on with what it had: correct the object, or run a proxy of a version that can
            """)
        .containsPattern("[0-9]+ ok, [0-9]+ warning, [0-9]+ error, [0-9]+ skipped\n$");
  }

  @Test
  void oneThatIsNotReadyIsAnError() throws IOException {
    source.unready = "reading files";

    assertThat(check().get("control-plane")).startsWith("error").contains("reading files");
  }

  /** By id: ok, or severity and message. */
  private Map<String, String> check() throws IOException {
    StringWriter out = new StringWriter();
    String address = "127.0.0.1:" + server.address().getPort();
    int exit =
        HeddleCommand.commandLine()
            .setOut(new PrintWriter(out))
            .execute("check", "--admin", address, "-o", "json");
    assertThat(exit).isEqualTo(1);
    Map<String, String> found = new LinkedHashMap<>();
    for (JsonNode check : new ObjectMapper().readTree(out.toString()).path("checks")) {
      String severity = check.path("severity").asText();
      String message = check.path("summary").asText();
      found.put(check.path("id").asText(), severity.equals("ok") ? "ok" : severity + " " + message);
    }
    return found;
  }
}
