package io.heddle.proxy.config;

import java.util.Set;

/**
 * Which connections a filter chain is for.
 *
 * @param destinationPort 0: any
 * @param applicationProtocols ALPN, any of these; empty: any, none included
 */
public record ChainMatch(int destinationPort, Set<String> applicationProtocols) {
  public static final ChainMatch ANY = new ChainMatch(0, Set.of());

  public ChainMatch {
    if (destinationPort < 0 || destinationPort > 65_535) {
      throw new IllegalArgumentException(
          "destinationPort: " + destinationPort + " (expected: 0-65535)");
    }
    applicationProtocols = Set.copyOf(applicationProtocols);
  }

  boolean fits(int port, String applicationProtocol) {
    return (destinationPort == 0 || destinationPort == port)
        && (applicationProtocols.isEmpty() || applicationProtocols.contains(applicationProtocol));
  }
}
