package io.heddle.examples.market;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Echoes one connection, whose first line is the id of the session; its thread runs serve. */
final class TcpSession {
  private static final int LONGEST_ID = 64;
  private static final int LOOK_MILLIS = 100;
  private static final int LOOKS_WHEN_FINISHING = 10;
  private static final int LINGER_MILLIS = 2_000;

  private final Socket socket;
  private final MarketLedger ledger;
  private final byte[] buffer = new byte[8_192];
  private volatile boolean finishing;

  TcpSession(Socket socket, MarketLedger ledger) {
    this.socket = socket;
    this.ledger = ledger;
  }

  /** Ends it after the bytes that it has read. */
  void finish() {
    finishing = true;
  }

  void serve() {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(LOOK_MILLIS);
      byte[] first = firstLine();
      if (first.length > 0) {
        String id = new String(first, 0, first.length - 1, StandardCharsets.US_ASCII);
        SessionCount count = new SessionCount(ledger, Kind.TCP, id);
        try {
          echo(first, count);
        } catch (IOException e) {
          var _ = count.end(EndedBy.FAULT);
          System.err.println(id + ": " + e.getMessage());
        }
      }
    } catch (IOException e) {
      System.err.println("tcp: " + e.getMessage());
    }
  }

  private void echo(byte[] first, SessionCount count) throws IOException {
    OutputStream out = socket.getOutputStream();
    count.received(first.length);
    out.write(first);
    count.sent(first.length);
    EndedBy endedBy = EndedBy.CLIENT;
    for (int length = read(); length >= 0; length = read()) {
      count.received(length);
      out.write(buffer, 0, length);
      count.sent(length);
      if (finishing) {
        endedBy = EndedBy.MARKET;
        break;
      }
    }
    var _ = count.end(endedBy);
    socket.shutdownOutput();
    discardRest();
  }

  /**
   * Up to its line feed; empty if the client went before.
   *
   * <p>Also one that is to end waits a little for it: the connection was accepted, so the client
   * may rely on an answer.
   */
  private byte[] firstLine() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int looks = 0;
    while (line.size() < LONGEST_ID && looks < LOOKS_WHEN_FINISHING) {
      try {
        int next = in.read();
        if (next < 0) {
          return new byte[0];
        }
        line.write(next);
        if (next == '\n') {
          return line.toByteArray();
        }
      } catch (SocketTimeoutException _) {
        looks += finishing ? 1 : 0;
      }
    }
    return new byte[0];
  }

  /** 0 if there was nothing to read for a while; -1 at the client's end. */
  private int read() throws IOException {
    try {
      return socket.getInputStream().read(buffer);
    } catch (SocketTimeoutException _) {
      return 0;
    }
  }

  /** Closing with bytes unread would reset the connection, and lose what was just sent. */
  private void discardRest() throws IOException {
    socket.setSoTimeout(LINGER_MILLIS);
    try {
      long _ = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException _) {
      // The client keeps its side open: long enough for what it needed to hear.
    }
  }
}
