package io.heddle.controlplane;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says in one line what kept a part of the control plane from starting. */
final class Starting {
  private Starting() {}

  /** A part that may not start. */
  interface Part<T> {
    T start() throws IOException;
  }

  /** A part that reads and writes a directory. */
  static <T> T with(String what, Path directory, Part<T> part) throws StartException {
    try {
      return part.start();
    } catch (NotDirectoryException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new StartException(
          what + ": " + directory + ": " + e + " (expected: a directory that can be written)", e);
    } catch (IllegalArgumentException e) {
      throw new StartException(what + ": " + e.getMessage(), e);
    }
  }

  /** A part that listens on an address. */
  static <T> T on(String what, InetSocketAddress address, Part<T> part) throws StartException {
    try {
      return part.start();
    } catch (IOException e) {
      throw new StartException(
          what
              + ": "
              + shown(address)
              + ": "
              + deepest(e).getMessage()
              + " (expected: a free address of this host)",
          e);
    }
  }

  /** An address as users write it. */
  static String shown(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static Throwable deepest(Throwable e) {
    return e.getCause() == null ? e : deepest(e.getCause());
  }
}
