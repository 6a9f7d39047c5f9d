package io.heddle.proxy;

import java.net.InetAddress;

/** Where the control plane's xDS server is, and how it is spoken to. */
record ControlPlaneAddress(HostPort hostPort, Scheme scheme) {
  private static final String PLAINTEXT = "http://";
  private static final int PORT = 15_012;

  enum Scheme {
    TLS,
    /** On this host only. */
    PLAINTEXT
  }

  ControlPlaneAddress {
    if (scheme == Scheme.PLAINTEXT && !isLoopback(hostPort.host())) {
      throw new IllegalArgumentException(
          "control plane: http://" + hostPort + " (expected: a loopback address without TLS)");
    }
  }

  static ControlPlaneAddress parse(String text) {
    return text.startsWith(PLAINTEXT)
        ? new ControlPlaneAddress(
            HostPort.parse(text.substring(PLAINTEXT.length()), PORT), Scheme.PLAINTEXT)
        : new ControlPlaneAddress(HostPort.parse(text, PORT), Scheme.TLS);
  }

  /** Who reaches the control plane on loopback is reached on loopback by everyone else. */
  InetAddress standardBind() {
    String host = hostPort.host();
    if (host.equals("::1")) {
      return InetAddress.ofLiteral("::1");
    }
    return isLoopback(host) ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral("0.0.0.0");
  }

  private static boolean isLoopback(String host) {
    return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
  }
}
