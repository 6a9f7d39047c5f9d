package io.heddle.examples.mix;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** TCP connections: a stream of bytes, in bursts, that comes back. */
final class TcpClient implements SessionClient {
  private static final int LONGEST_BURST = 8_192;

  private final int port;
  private final Tally tally;
  private final LongSupplier ticker;
  private final Duration timeout;

  TcpClient(int port, Tally tally, LongSupplier ticker, Duration timeout) {
    this.port = port;
    this.tally = tally;
    this.ticker = ticker;
    this.timeout = timeout;
  }

  @Override
  public SessionResult hold(String id, Until until) throws InterruptedException {
    Conversation conversation = new Conversation(tally, ticker);
    SessionBytes bytes = new SessionBytes(id);
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          Math.toIntExact(timeout.toMillis()));
      Thread reader = Thread.startVirtualThread(() -> read(socket, bytes, conversation));
      write(socket, bytes, conversation, until);
      SessionResult result = conversation.awaitEnd(timeout);
      socket.close();
      reader.join();
      return result;
    } catch (IOException e) {
      conversation.fail(String.valueOf(e));
      return conversation.awaitEnd(timeout);
    }
  }

  private void write(Socket socket, SessionBytes bytes, Conversation conversation, Until until)
      throws InterruptedException {
    SplittableRandom lengths = new SplittableRandom(bytes.seed());
    try {
      OutputStream out = socket.getOutputStream();
      int length = bytes.header();
      do {
        long from = conversation.sending(length);
        out.write(bytes.range(from, length));
        length = lengths.nextInt(1, LONGEST_BURST);
      } while (!conversation.isOver() && until.next() && !conversation.isOver());
      if (!conversation.isOver()) {
        conversation.closing();
        socket.shutdownOutput();
      }
    } catch (IOException _) {
      // What the reader came to see, or comes to see now, says how the session ended.
      var _ = conversation.awaitEnd(timeout);
    }
  }

  private static void read(Socket socket, SessionBytes bytes, Conversation conversation) {
    byte[] buffer = new byte[LONGEST_BURST];
    try {
      InputStream in = socket.getInputStream();
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        int wrong = bytes.mismatch(conversation.received(), buffer, length);
        if (wrong >= 0) {
          conversation.fail(
              "byte at %d: not the expected one".formatted(conversation.received() + wrong));
          return;
        }
        conversation.receive(length);
      }
      conversation.endedByPeer();
    } catch (IOException e) {
      conversation.fail(String.valueOf(e));
    }
  }
}
