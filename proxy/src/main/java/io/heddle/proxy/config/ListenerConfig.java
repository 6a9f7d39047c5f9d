package io.heddle.proxy.config;

import java.util.List;
import java.util.Optional;

/**
 * What to do with the connections of one address.
 *
 * @param chains the first whose match fits a connection serves it; none: the connection is closed
 * @param prefetch names of outbound listeners to subscribe to before ready; inbound listeners only
 */
public record ListenerConfig(String name, List<FilterChain> chains, List<String> prefetch) {
  public ListenerConfig {
    chains = List.copyOf(chains);
    prefetch = List.copyOf(prefetch);
  }

  /**
   * The chain that serves a connection.
   *
   * @param port that it came to
   * @param applicationProtocol ALPN; empty: none
   */
  public Optional<FilterChain> chainFor(int port, String applicationProtocol) {
    for (FilterChain chain : chains) {
      if (chain.match().fits(port, applicationProtocol)) {
        return Optional.of(chain);
      }
    }
    return Optional.empty();
  }
}
