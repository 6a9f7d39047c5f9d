package io.heddle.examples.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Bytes that no protocol expects, thrown at ports; the same for the same seed. */
final class Garbage {
  private static final int THROWERS = 4;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 200;
  private static final int KINDS = 7;
  private static final String REQUEST =
      "POST /orders HTTP/1.1\r\nhost: catalog\r\ncontent-length: 5\r\nx-garbage: 1\r\n\r\nhello";

  private Garbage() {}

  /** Returns how many pieces a port took; the others were reset while they were sent. */
  static int throwAt(List<String> addresses, int pieces, long seed) throws Exception {
    SplittableRandom seeds = new SplittableRandom(seed);
    try (ExecutorService throwers = Executors.newFixedThreadPool(THROWERS)) {
      List<Future<Boolean>> thrown = new ArrayList<>();
      for (int i = 0; i < pieces; i++) {
        InetSocketAddress address = address(addresses.get(i % addresses.size()));
        SplittableRandom random = seeds.split();
        thrown.add(throwers.submit(() -> throwOne(address, random)));
      }
      int taken = 0;
      for (Future<Boolean> piece : thrown) {
        taken += piece.get() ? 1 : 0;
      }
      return taken;
    }
  }

  /** A port that does not accept is a finding; one that resets what it does not like is not. */
  private static boolean throwOne(InetSocketAddress address, SplittableRandom random)
      throws IOException {
    byte[] piece = piece(random);
    int cut = random.nextInt(piece.length + 1);
    try (Socket socket = new Socket()) {
      socket.connect(address, CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      try {
        OutputStream out = socket.getOutputStream();
        out.write(piece, 0, cut);
        out.flush();
        out.write(piece, cut, piece.length - cut);
        out.flush();
        end(socket, random);
        return true;
      } catch (IOException _) {
        return false;
      }
    }
  }

  private static void end(Socket socket, SplittableRandom random) throws IOException {
    switch (random.nextInt(3)) {
      case 0 -> socket.setSoLinger(true, 0);
      case 1 -> {
        socket.shutdownOutput();
        readSome(socket.getInputStream());
      }
      default -> readSome(socket.getInputStream());
    }
  }

  private static void readSome(InputStream in) throws IOException {
    int read = in.read(new byte[4096]);
    if (read > 0) {
      var _ = in.read(new byte[4096]);
    }
  }

  private static byte[] piece(SplittableRandom random) {
    return switch (random.nextInt(KINDS)) {
      case 0 -> bytes(random, random.nextInt(1, 4096));
      case 1 -> mutated(REQUEST.getBytes(StandardCharsets.ISO_8859_1), random);
      case 2 -> joined(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3}, bytes(random, 508));
      case 3 ->
          joined(
              "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1),
              bytes(random, random.nextInt(1, 2048)));
      case 4 ->
          ("GET / HTTP/1.1\r\nx: " + "a".repeat(random.nextInt(1, 100_000)))
              .getBytes(StandardCharsets.ISO_8859_1);
      case 5 -> "\r\n".repeat(random.nextInt(1, 1000)).getBytes(StandardCharsets.ISO_8859_1);
      default -> new byte[0];
    };
  }

  private static byte[] mutated(byte[] good, SplittableRandom random) {
    byte[] bad = good.clone();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      bad[random.nextInt(bad.length)] = (byte) random.nextInt();
    }
    return bad;
  }

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] both = new byte[head.length + tail.length];
    System.arraycopy(head, 0, both, 0, head.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
