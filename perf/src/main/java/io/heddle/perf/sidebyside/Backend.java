package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The server that every request ends at: any GET gets 1 KiB, on one thread of its own. */
final class Backend implements AutoCloseable {
  static final int BODY_BYTES = 1 << 10;

  private static final int BACKLOG = 1_024;
  private static final ByteBuffer ANSWER =
      ByteBuffer.wrap(
              """
              HTTP/1.1 200 OK\r
              content-type: text/plain\r
              content-length: %d\r
              \r
              %s\
              """
                  .formatted(BODY_BYTES, "x".repeat(BODY_BYTES))
                  .getBytes(StandardCharsets.US_ASCII))
          .asReadOnlyBuffer();

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final ByteBuffer input = ByteBuffer.allocateDirect(16 << 10);
  private volatile boolean closed;

  private Backend(ServerSocketChannel listener, Selector selector) {
    this.listener = listener;
    this.selector = selector;
  }

  static Backend open(int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    listener.configureBlocking(false);
    Selector selector = Selector.open();
    var _ = listener.register(selector, SelectionKey.OP_ACCEPT);
    Backend backend = new Backend(listener, selector);
    var _ = Thread.ofPlatform().daemon().name("backend").start(backend::serve);
    return backend;
  }

  int port() {
    return listener.socket().getLocalPort();
  }

  private void serve() {
    try (selector;
        listener) {
      while (!closed) {
        selector.select(this::onReady);
      }
      selector.keys().forEach(Backend::closeQuietly);
    } catch (IOException e) {
      System.err.println("heddle: backend: " + e.getMessage());
    }
  }

  private void onReady(SelectionKey key) {
    try {
      if (key.attachment() instanceof HeadCounter heads) {
        read((SocketChannel) key.channel(), heads);
      } else {
        accept();
      }
    } catch (IOException _) {
      closeQuietly(key);
    }
  }

  private void accept() throws IOException {
    @Nullable SocketChannel accepted = listener.accept();
    if (accepted != null) {
      accepted.configureBlocking(false);
      accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
      var _ = accepted.register(selector, SelectionKey.OP_READ, new HeadCounter());
    }
  }

  private void read(SocketChannel channel, HeadCounter heads) throws IOException {
    input.clear();
    if (channel.read(input) < 0) {
      throw new IOException("closed by its client");
    }
    input.flip();
    for (int unanswered = heads.endedIn(input); unanswered > 0; unanswered--) {
      ByteBuffer answer = ANSWER.duplicate();
      channel.write(answer);
      if (answer.hasRemaining()) {
        // More unread answers than a socket's buffer holds: none of ours sends that.
        throw new IOException("answer: not taken whole");
      }
    }
  }

  private static void closeQuietly(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException _) {
      // It is gone.
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
  }
}
