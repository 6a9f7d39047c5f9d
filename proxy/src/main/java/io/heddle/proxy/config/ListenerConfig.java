package io.heddle.proxy.config;

import java.util.List;

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
}
