package io.heddle.proxy.xds;

import io.heddle.proxy.config.ChainMatch;
import io.heddle.proxy.config.FilterChain;
import io.heddle.proxy.config.ListenerConfig;
import io.heddle.proxy.config.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an {@code envoy.config.listener.v3.Listener}. */
final class ListenerDecoder {
  private ListenerDecoder() {}

  static ListenerConfig decode(ProtoMessage listener) throws DecodeException {
    List<FilterChain> chains = new ArrayList<>();
    for (ProtoMessage chain : listener.messages(3, "filter_chains")) {
      chains.add(chain(chain));
    }
    return new ListenerConfig(listener.text(1), chains, prefetch(listener));
  }

  private static FilterChain chain(ProtoMessage chain) throws DecodeException {
    Optional<ProtoMessage> match = chain.message(1, "filter_chain_match");
    List<String> protocols = match.isEmpty() ? List.of() : match.get().texts(10);
    List<ProtoMessage> filters = chain.messages(3, "filters");
    if (filters.size() != 1) {
      throw chain.rejected("filters", filters.size() + " filters", "1");
    }
    Optional<ProtoMessage> socket = chain.message(6, "transport_socket");
    return new FilterChain(
        match.isEmpty() ? ChainMatch.ANY : match(match.get(), protocols),
        socket.isEmpty()
            ? new Transport.Plaintext()
            : TransportDecoder.downstream(socket.get(), protocols),
        NetworkFilterDecoder.decode(filters.getFirst()));
  }

  private static ChainMatch match(ProtoMessage match, List<String> protocols)
      throws DecodeException {
    long port = match.unsigned(8, "destination_port", 0);
    if (port > 65_535) {
      throw match.rejected("destination_port", String.valueOf(port), "0-65535");
    }
    return new ChainMatch((int) port, Set.copyOf(protocols));
  }

  private static List<String> prefetch(ProtoMessage listener) throws DecodeException {
    Optional<ProtoMessage> metadata = HeddleMetadata.of(listener.message(6, "metadata"));
    return metadata.isEmpty() ? List.of() : HeddleMetadata.texts(metadata.get(), "prefetch");
  }
}
