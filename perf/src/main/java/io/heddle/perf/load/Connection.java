package io.heddle.perf.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One keep-alive connection to a target, with at most one exchange on it. */
final class Connection {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int target;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ResponseReader reader = new ResponseReader();
  private ByteBuffer unwritten = NOTHING;
  private @Nullable Exchange exchange;
  private long idleSinceNanos;

  private Connection(int target, SocketChannel channel, Selector selector) throws IOException {
    this.target = target;
    this.channel = channel;
    this.key = channel.register(selector, 0, this);
  }

  /** Begins to connect; the exchange is written when the connection is there. */
  static Connection open(int target, SocketChannel channel, Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    return new Connection(target, channel, selector);
  }

  int target() {
    return target;
  }

  @Nullable Exchange exchange() {
    return exchange;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  void connect(SocketAddress address, Exchange next, ByteBuffer request) throws IOException {
    exchange = next;
    unwritten = request;
    if (channel.connect(address)) {
      write();
    } else {
      key.interestOps(SelectionKey.OP_CONNECT);
    }
  }

  void finishConnect() throws IOException {
    if (channel.finishConnect()) {
      write();
    }
  }

  void send(Exchange next, ByteBuffer request) throws IOException {
    exchange = next;
    unwritten = request;
    write();
  }

  void write() throws IOException {
    channel.write(unwritten);
    key.interestOps(
        unwritten.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /** Reads what is there; the answer if that completes it. */
  @Nullable ResponseHead read() throws IOException {
    while (true) {
      int count = channel.read(reader.buffer());
      if (count < 0) {
        ResponseHead last = reader.onEndOfStream();
        if (last == null) {
          throw new IOException(
              reader.hasStarted() ? "closed within the answer" : "closed before the answer");
        }
        return last;
      }
      ResponseHead answer = reader.advance();
      if (answer != null || count == 0) {
        return answer;
      }
    }
  }

  /** True if another exchange may follow on this connection. */
  boolean isReusableAfter(ResponseHead answer) {
    boolean framed = answer.chunked() || answer.contentLength() >= 0 || answer.hasNoBody();
    return framed && !answer.closes() && !unwritten.hasRemaining() && !reader.hasStarted();
  }

  void release(long nowNanos) {
    exchange = null;
    idleSinceNanos = nowNanos;
  }

  void close() {
    exchange = null;
    key.cancel();
    try {
      channel.close();
    } catch (IOException _) {
      // Nothing is left to lose on a connection that is given up.
    }
  }
}
