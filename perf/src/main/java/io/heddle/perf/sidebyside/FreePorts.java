package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Hands out free loopback ports, each once.
 *
 * <p>They lie below the range that the kernel takes local ports of connections from, so that no
 * connection of the load can sit on a port before its owner binds it.
 */
final class FreePorts {
  private static final int FIRST = 16_000;
  private static final int LAST = 31_999;

  private final int start;
  private int taken;

  FreePorts(RandomGenerator random) {
    this.start = random.nextInt(LAST - FIRST + 1);
  }

  int next() throws IOException {
    while (taken <= LAST - FIRST) {
      int port = FIRST + (start + taken++) % (LAST - FIRST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("ports: none free (expected: one in " + FIRST + "-" + LAST + ")");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
