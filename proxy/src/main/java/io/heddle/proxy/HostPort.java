package io.heddle.proxy;

import java.net.InetSocketAddress;

/**
 * A host and a port as written; looked up only when used.
 *
 * @param host a name or an IP address, IPv6 without brackets
 */
public record HostPort(String host, int port) {
  public HostPort {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host: empty (expected: a name or an IP address)");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 0-65535)");
    }
  }

  static HostPort parse(String text, int defaultPort) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 0 || (end + 1 < text.length() && text.charAt(end + 1) != ':')) {
        throw new IllegalArgumentException("address: " + text + " (expected: [IPv6]:port)");
      }
      String rest = text.substring(end + 1);
      return new HostPort(
          text.substring(1, end), rest.isEmpty() ? defaultPort : port(rest.substring(1)));
    }
    int colon = text.lastIndexOf(':');
    return colon < 0
        ? new HostPort(text, defaultPort)
        : new HostPort(text.substring(0, colon), port(text.substring(colon + 1)));
  }

  static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("port: " + text + " (expected: 0-65535)");
    }
  }

  InetSocketAddress unresolved() {
    return InetSocketAddress.createUnresolved(host, port);
  }

  InetSocketAddress resolved() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
