package io.heddle.examples.peers;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket client, and what it has heard. */
final class ChatClient implements WebSocket.Listener, AutoCloseable {
  static final Duration BOUND = Duration.ofSeconds(60);

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final BlockingQueue<byte[]> binaries = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  private final BlockingQueue<ChatServer.Close> closes = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final HttpClient http;
  private final WebSocket socket;

  private ChatClient(InetSocketAddress address, String path, String... protocols) {
    http = HttpClient.newBuilder().connectTimeout(BOUND).build();
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(BOUND);
    if (protocols.length > 0) {
      builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
    }
    socket =
        builder.buildAsync(URI.create("ws://127.0.0.1:" + address.getPort() + path), this).join();
  }

  /** Offers the subprotocols, the best first. */
  static ChatClient open(InetSocketAddress address, String... protocols) {
    return new ChatClient(address, "/chat", protocols);
  }

  /** Where no WebSocket is. */
  static ChatClient openRefused(InetSocketAddress address) {
    return new ChatClient(address, "/refused");
  }

  WebSocket socket() {
    return socket;
  }

  BlockingQueue<String> pongs() {
    return pongs;
  }

  BlockingQueue<ChatServer.Close> closes() {
    return closes;
  }

  /** Null if none comes within the time. */
  @Nullable String text(Duration time) throws InterruptedException {
    return texts.poll(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  byte @Nullable [] binary(Duration time) throws InterruptedException {
    return binaries.poll(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      texts.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    binary.writeBytes(bytes);
    if (last) {
      binaries.add(binary.toByteArray());
      binary.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    pongs.add(StandardCharsets.UTF_8.decode(message).toString());
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closes.add(new ChatServer.Close(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closes.add(new ChatServer.Close(0, failure.toString()));
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }
}
