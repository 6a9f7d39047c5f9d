package io.heddle.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.heddle.controlplane.check.ControlPlaneFacts;
import io.heddle.controlplane.check.Fact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An admin server of another version, or of something else, is told and breaks nothing. */
final class CheckOfStrangerTest {
  private static final String PROCESS =
      "{\"version\": \"9\", \"now\": \"2026-01-01T00:00:00Z\", \"openFiles\": 1, \"openFilesLimit\": 9}";

  private final Map<String, String> pages = new HashMap<>();
  private final HttpServer server;

  CheckOfStrangerTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] body =
              (page == null ? "{\"error\": \"no such page\"}" : page)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(page == null ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    pages.put("/readyz", "");
    pages.put("/v1/process", PROCESS);
    pages.put("/v1/proxies", "{}");
    pages.put("/v1/authority", "{}");
    pages.put("/v1/services", "{}");
    pages.put("/v1/instances", "{}");
    pages.put("/v1/problems", "{}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void oneThatLeavesOutWhatItMay() {
    assertThat(gather())
        .isInstanceOfSatisfying(
            Fact.Found.class,
            found ->
                assertThat(((ControlPlaneFacts) found.value()).mesh())
                    .isInstanceOf(Fact.Found.class));
  }

  @Test
  void oneWithoutAClock() {
    pages.put("/v1/process", "{\"now\": \"yesterday\"}");

    assertThat(why(gather())).contains("/v1/process").contains("\"yesterday\" (expected: a time)");
  }

  @Test
  void somethingElse() {
    pages.put("/v1/process", "<html>");

    assertThat(why(gather())).contains("no JSON (expected: its --admin address)");
  }

  @Test
  void onePageIsMissing() {
    pages.remove("/v1/services");

    assertThat(why(mesh())).contains("no such page");
  }

  @Test
  void onePageSaysATimeThatIsNone() {
    pages.put("/v1/instances", "{\"instances\": [{\"uid\": \"a\", \"since\": \"soon\"}]}");

    assertThat(why(mesh())).contains("\"soon\" (expected: a time)");
  }

  private Fact<?> mesh() {
    return gather() instanceof Fact.Found<ControlPlaneFacts>(var found)
        ? found.mesh()
        : new Fact.Unknown<>("nothing was found");
  }

  private static String why(Fact<?> fact) {
    return fact instanceof Fact.Unknown<?>(var why) ? why : "found";
  }

  private Fact<ControlPlaneFacts> gather() {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (AdminClient client = new AdminClient(address)) {
      return new ControlPlaneGathering(client, address.toString(), InstantSource.system(), () -> {})
          .gather();
    }
  }
}
