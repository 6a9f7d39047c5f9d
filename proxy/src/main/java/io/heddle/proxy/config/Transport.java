package io.heddle.proxy.config;

import java.util.List;

/** How the bytes of a connection are secured. */
public sealed interface Transport {
  /** As they are. */
  record Plaintext() implements Transport {}

  /**
   * TLS 1.3 with a workload certificate on both sides.
   *
   * @param applicationProtocols ALPN: offered by a client, accepted by a server; in order of
   *     preference
   * @param peers which SPIFFE ids the other side may have
   */
  record MutualTls(List<String> applicationProtocols, PeerMatch peers) implements Transport {
    public MutualTls {
      applicationProtocols = List.copyOf(applicationProtocols);
    }
  }
}
