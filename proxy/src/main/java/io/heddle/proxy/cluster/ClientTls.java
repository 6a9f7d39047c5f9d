package io.heddle.proxy.cluster;

import io.heddle.proxy.config.Transport;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;

/** Where the TLS context of connections to upstreams comes from. */
public interface ClientTls {
  /** Empty while this instance has no identity. */
  Optional<SslContext> clientContext(Transport.MutualTls transport);
}
