package io.heddle.examples.peers;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;

/** Jetty's WebSockets: they say everything again, and ping or close where they are asked to. */
final class ChatServer implements AutoCloseable {
  static final String PROTOCOL = "chat.v2";
  static final String PING_ME = "ping me";
  static final String CLOSE_ME = "close me";
  static final Close OWN_CLOSE = new Close(4002, "as you like");
  static final String REFUSAL = "not for you\n";

  private static final long LARGEST = 16 << 20;

  private final BlockingQueue<Close> closes = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  private final Server server = new Server();

  ChatServer(int port) throws Exception {
    ServerConnector connector = new ServerConnector(server);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(WebSocketUpgradeHandler.from(server, this::configure));
    server.start();
  }

  private void configure(ServerWebSocketContainer container) {
    container.setIdleTimeout(Duration.ZERO);
    container.setMaxTextMessageSize(LARGEST);
    container.setMaxBinaryMessageSize(LARGEST);
    container.setMaxFrameSize(LARGEST);
    container.addMapping("/chat", (request, response, _) -> open(request, response));
    container.addMapping("/refused", (_, response, callback) -> refuse(response, callback));
  }

  private Talk open(ServerUpgradeRequest request, ServerUpgradeResponse response) {
    if (request.getSubProtocols().contains(PROTOCOL)) {
      response.setAcceptedSubProtocol(PROTOCOL);
    }
    return new Talk();
  }

  private static @Nullable Object refuse(
      ServerUpgradeResponse response, org.eclipse.jetty.util.Callback done) {
    response.setStatus(403);
    response.write(true, ByteBuffer.wrap(REFUSAL.getBytes(StandardCharsets.US_ASCII)), done);
    return null;
  }

  /** How a connection was closed. */
  record Close(int code, @Nullable String reason) {}

  /** How connections were closed, as this side saw it. */
  BlockingQueue<Close> closes() {
    return closes;
  }

  /** What came back of its pings. */
  BlockingQueue<String> pongs() {
    return pongs;
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  /** One connection; Jetty finds these methods by their names, so they are public. */
  public final class Talk extends Session.Listener.AbstractAutoDemanding {
    @Override
    public void onWebSocketText(String message) {
      switch (message) {
        case PING_ME -> getSession().sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        case CLOSE_ME -> getSession().close(OWN_CLOSE.code(), OWN_CLOSE.reason(), Callback.NOOP);
        default -> getSession().sendText(message, Callback.NOOP);
      }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer message, Callback callback) {
      getSession().sendBinary(message, callback);
    }

    @Override
    public void onWebSocketPong(ByteBuffer message) {
      pongs.add("pong");
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
      closes.add(new Close(code, reason));
      callback.succeed();
    }
  }
}
