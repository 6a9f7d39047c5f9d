package io.heddle.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);
  private final HttpServer server;

  HttpServerTest() throws IOException {
    server = new HttpServer(0, this::handle);
    Thread.startVirtualThread(server::serve);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(Duration.ofSeconds(5));
  }

  @Test
  void aConnectionServesRequestAfterRequest() throws Exception {
    UpstreamConnection connection = connect();

    for (int i = 0; i < 3; i++) {
      HttpMessage answer = connection.exchange(request("/echo", "abc" + i));
      assertThat(answer.target()).isEqualTo("200");
      assertThat(answer.header("x-load-hash")).hasValue(body("abc" + i).hash());
      assertThat(answer.closes()).isFalse();
    }
    connection.close();
  }

  @Test
  void whatIsInFlightIsFinishedAndWhatIsIdleIsClosed() throws Exception {
    Socket idle = new Socket(InetAddress.getLoopbackAddress(), server.port());
    UpstreamConnection busy = connect();
    FutureTask<HttpMessage> inFlight =
        new FutureTask<>(() -> busy.exchange(request("/slow", "abc")));
    Thread.startVirtualThread(inFlight);
    arrived.await();
    FutureTask<Object> stop =
        new FutureTask<>(() -> {
          server.stop(Duration.ofSeconds(5));
          return "stopped";
        });
    Thread.startVirtualThread(stop);

    assertThat(idle.getInputStream().read()).as("end of stream, once it is closed").isEqualTo(-1);
    assertThat(stop.isDone()).isFalse();
    proceed.countDown();

    assertThat(inFlight.get().target()).isEqualTo("200");
    assertThat(inFlight.get().closes()).isTrue();
    assertThat(stop.get()).isEqualTo("stopped");
    assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
  }

  private Reply handle(HttpMessage request) throws InterruptedException {
    if (request.target().equals("/slow")) {
      arrived.countDown();
      proceed.await();
    }
    return new Reply(200, Map.of("x-load-hash", request.body().hash()), "ok");
  }

  private UpstreamConnection connect() throws IOException {
    return UpstreamConnection.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
  }

  private static HttpMessage request(String path, String text) {
    return new HttpMessage("POST " + path + " HTTP/1.1", Map.of("x-load-id", "a-1"), body(text));
  }

  private static Body body(String text) {
    return new Body(text.getBytes(StandardCharsets.UTF_8));
  }
}
