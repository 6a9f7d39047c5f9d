package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.PeerMatch;
import io.heddle.proxy.config.Transport;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How long a TLS context lives. */
final class TlsContextsTest {
  private final TestIdentities identities = new TestIdentities();
  private final TlsContexts contexts = new TlsContexts(InstantSource.system());

  private static Transport.MutualTls to(String server) {
    return new Transport.MutualTls(
        List.of("heddle-http/1.1"),
        new PeerMatch(List.of("spiffe://cluster.local/ns/shop/sa/" + server), List.of()));
  }

  @Test
  void oneIsMadeForAllConnectionsToTheSameServers() {
    contexts.use(Optional.of(identities.of("web")));

    assertThat(contexts.clientContext(to("catalog")))
        .isPresent()
        .isEqualTo(contexts.clientContext(to("catalog")));
  }

  @Test
  void oneThatNoClusterNeedsAnyMoreIsForgotten() {
    contexts.use(Optional.of(identities.of("web")));
    var catalog = contexts.clientContext(to("catalog"));
    var orders = contexts.clientContext(to("orders"));

    contexts.keep(Set.of(to("orders")));

    assertThat(contexts.clientContext(to("catalog"))).isPresent().isNotEqualTo(catalog);
    assertThat(contexts.clientContext(to("orders"))).isEqualTo(orders);
  }

  @Test
  void aNewIdentityMeansNewContexts() {
    contexts.use(Optional.of(identities.of("web")));
    var before = contexts.clientContext(to("catalog"));

    contexts.use(Optional.of(identities.of("web")));

    assertThat(contexts.clientContext(to("catalog"))).isPresent().isNotEqualTo(before);
  }
}
