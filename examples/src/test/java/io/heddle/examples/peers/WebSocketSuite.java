package io.heddle.examples.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.examples.demo.ManagedProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WebSocket: a server of Jetty, clients of the JDK and of Python. */
final class WebSocketSuite {
  private static final Duration BOUND = ChatClient.BOUND;
  private static final int LARGE = 4 << 20;

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static ChatServer server;
  private static InetSocketAddress address;
  private static Idle<@Nullable String> idle;

  @BeforeAll
  static void start() throws Exception {
    int port = MESH.freePort();
    server = new ChatServer(port);
    address = MESH.connect("chat", Protocol.HTTP, port);
    idle = Idle.start(WebSocketSuite::echoAfterALongRest);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void textAndBytesComeBack() throws Exception {
    try (ChatClient client = ChatClient.open(address)) {
      for (int i = 0; i < 1_000; i++) {
        client.socket().sendText("Grüße " + i, true).join();
        assertThat(client.text(BOUND)).isEqualTo("Grüße " + i);
        byte[] bytes = {0, (byte) i};
        client.socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
        assertThat(client.binary(BOUND)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void largeMessagesComeBack() throws Exception {
    byte[] bytes = new byte[LARGE];
    new Random(5).nextBytes(bytes);
    String text = "0123456789abcdef".repeat(LARGE / 16);
    try (ChatClient client = ChatClient.open(address)) {
      client.socket().sendBinary(ByteBuffer.wrap(bytes), true).join();
      client.socket().sendText(text, true).join();
      assertThat(client.binary(BOUND)).isEqualTo(bytes);
      assertThat(client.text(BOUND)).isEqualTo(text);
    }
  }

  @Test
  void aMessageOfSeveralFramesIsOne() throws Exception {
    try (ChatClient client = ChatClient.open(address)) {
      client.socket().sendText("one, ", false).join();
      client.socket().sendText("two", true).join();
      assertThat(client.text(BOUND)).isEqualTo("one, two");
    }
  }

  @Test
  void bothSidesPing() throws Exception {
    try (ChatClient client = ChatClient.open(address)) {
      client.socket().sendPing(StandardCharsets.UTF_8.encode("there?")).join();
      assertThat(next(client.pongs())).isEqualTo("there?");
      client.socket().sendText(ChatServer.PING_ME, true).join();
      assertThat(next(server.pongs())).isEqualTo("pong");
    }
  }

  @Test
  void theServersSubprotocolIsChosen() {
    try (ChatClient client = ChatClient.open(address, "chat.v1", ChatServer.PROTOCOL)) {
      assertThat(client.socket().getSubprotocol()).isEqualTo(ChatServer.PROTOCOL);
    }
  }

  @Test
  void closeCodesArriveOnTheOtherSide() throws Exception {
    try (ChatClient client = ChatClient.open(address)) {
      client.socket().sendClose(4001, "enough").join();
      awaitClose(new ChatServer.Close(4001, "enough"));
    }
    try (ChatClient client = ChatClient.open(address)) {
      client.socket().sendText(ChatServer.CLOSE_ME, true).join();
      assertThat(next(client.closes())).isEqualTo(ChatServer.OWN_CLOSE);
    }
  }

  @Test
  void pythonsClientIsServedLikeTheJdks() throws Exception {
    Python python = Python.require("websockets==15.0.1", "websockets");
    Path script = Resource.copy("chat.py", MESH.folder("chat"));
    ManagedProcess client =
        MESH.launch("chat", python.command(script, Integer.toString(address.getPort())));
    assertThat(client.awaitEnd(BOUND.plusSeconds(10))).as(client.tail()).isZero();
  }

  @Test
  void aRefusedUpgradeArrivesAsItIs() throws Exception {
    assertThatThrownBy(() -> ChatClient.openRefused(address))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    assertThat(refusal()).startsWith("HTTP/1.1 403 ").endsWith("\r\n\r\n" + ChatServer.REFUSAL);
  }

  @Test
  void aSocketOutlivesEveryIdleTimeOfHttp() throws Exception {
    assertThat(idle.result()).isEqualTo("still here");
  }

  private static @Nullable String echoAfterALongRest() throws InterruptedException {
    try (ChatClient client = ChatClient.open(address)) {
      String nothing = client.text(Idle.TIME);
      client.socket().sendText("still here", true).join();
      String echo = client.text(BOUND);
      return nothing == null ? echo : nothing;
    }
  }

  /** Others close theirs, too. */
  private static void awaitClose(ChatServer.Close expected) throws InterruptedException {
    ChatServer.Close close;
    do {
      close = next(server.closes());
    } while (!close.equals(expected));
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(next).isNotNull();
    return Objects.requireNonNull(next);
  }

  /** The JDK's client does not show the body. */
  private static String refusal() throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout((int) BOUND.toMillis());
      String request =
          """
          GET /refused HTTP/1.1
          Host: chat
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

          """;
      socket
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      StringBuilder response = new StringBuilder();
      while (!response.toString().endsWith(ChatServer.REFUSAL)) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          break;
        }
        response.append((char) next);
      }
      return response.toString();
    }
  }
}
