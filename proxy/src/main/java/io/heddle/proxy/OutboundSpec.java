package io.heddle.proxy;

import io.heddle.proxy.xds.OutboundName;

/**
 * A service of the mesh, and the local port where the application reaches it.
 *
 * @param service as the application would call it: {@code catalog}, or a longer name
 * @param localPort 0: any free one
 */
public record OutboundSpec(String service, int port, int localPort) {
  static OutboundSpec parse(String text) {
    int equals = text.lastIndexOf('=');
    int colon = text.lastIndexOf(':', equals < 0 ? text.length() : equals);
    if (colon <= 0 || equals < colon) {
      throw new IllegalArgumentException(
          "outbound: " + text + " (expected: SERVICE:PORT=LOCALPORT)");
    }
    OutboundSpec spec =
        new OutboundSpec(
            text.substring(0, colon),
            HostPort.port(text.substring(colon + 1, equals)),
            HostPort.port(text.substring(equals + 1)));
    if (spec.localPort < 0 || spec.localPort > 65_535) {
      throw new IllegalArgumentException("port: " + spec.localPort + " (expected: 0-65535)");
    }
    // Whatever the namespace will turn out to be, the name has to be one.
    OutboundName.resolve(spec.service, spec.port, "default");
    return spec;
  }

  /** Before the namespace of this workload is known. */
  String localName() {
    return service + ":" + port;
  }
}
