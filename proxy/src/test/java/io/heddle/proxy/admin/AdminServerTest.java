package io.heddle.proxy.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminServerTest {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AdminServer server;

  AdminServerTest() throws IOException {
    server =
        AdminServer.open(
            group,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new Pages()
                .add("/healthz", () -> Page.text("ok\n"))
                .add("/broken", AdminServerTest::broken)
                .add("/readyz", () -> Page.unavailable("waiting for: application\n")));
  }

  private static Page broken() {
    throw new IllegalStateException("a bug");
  }

  @AfterEach
  void close() {
    server.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "GET /healthz, 200 OK, ok",
    "GET /healthz?verbose, 200 OK, ok",
    "GET /readyz, 503 Service Unavailable, waiting for: application",
    "GET /broken, 500 Internal Server Error, /broken: cannot be made: java.lang.IllegalStateException: a bug",
    "GET /other, 404 Not Found, /other: no such page",
    "POST /healthz, 405 Method Not Allowed, POST",
  })
  void aRequestIsAnsweredAndItsConnectionClosed(String request, String status, String body)
      throws IOException {
    String answer = exchange(request + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + status + "\r\n").contains("\r\n\r\n" + body);
  }

  @Test
  void whatIsNoRequestIsAnsweredWith400() throws IOException {
    assertThat(exchange("\u0001\u0002garbage\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(() -> AdminServer.open(group, server.address(), new Pages()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Integer.toString(server.address().getPort()));
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server.address(), 2_000);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
