package io.heddle.proxy.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.http2.H2Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every case of h2spec, in HTTP/2 without TLS, through two sidecars to an HTTP/1.1 application. */
final class H2SpecTest {
  private static final byte[] BODY = "hello hello hello".getBytes(US_ASCII);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer application;
  private final TestIdentities identities = new TestIdentities();
  private final TestProxy server;
  private final TestProxy client = TestProxy.outbound();

  H2SpecTest() throws Exception {
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext("/", H2SpecTest::answer);
    application.setExecutor(threads);
    application.start();
    int port = application.getAddress().getPort();
    server = TestProxy.inbound(port);
    server.apply(
        Snapshots.empty()
            .identity(identities.of("catalog"))
            .inbound(server.meshPort(), port)
            .build());
    server.dataPath().gate().to(InboundGate.State.OPEN);
    client.apply(
        Snapshots.empty()
            .identity(identities.of("web"))
            .outboundHttp()
            .meshCluster("heddle-http/1.1", Snapshots.endpoint(server.meshPort(), "catalog-1"))
            .build());
  }

  private static void answer(HttpExchange exchange) throws IOException {
    var _ = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, BODY.length);
      exchange.getResponseBody().write(BODY);
    }
    exchange.close();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
    application.stop(0);
    threads.close();
  }

  @Test
  void passes(@TempDir Path directory) throws Exception {
    assertThat(H2Spec.unpack(directory).run(client.address()))
        .isEqualTo("146 tests, 146 passed, 0 skipped, 0 failed");
  }
}
