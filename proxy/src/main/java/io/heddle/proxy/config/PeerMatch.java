package io.heddle.proxy.config;

import java.util.List;

/**
 * Which SPIFFE ids are accepted on the other side of a connection: any that one of the lists
 * allows.
 */
public record PeerMatch(List<String> exact, List<String> prefixes) {
  public PeerMatch {
    exact = List.copyOf(exact);
    prefixes = List.copyOf(prefixes);
  }

  public boolean accepts(String spiffeId) {
    return exact.contains(spiffeId) || prefixes.stream().anyMatch(spiffeId::startsWith);
  }

  /** Is everybody accepted whom the other accepts? */
  public boolean covers(PeerMatch other) {
    return other.exact.stream().allMatch(this::accepts)
        && other.prefixes.stream()
            .allMatch(narrow -> prefixes.stream().anyMatch(narrow::startsWith));
  }
}
