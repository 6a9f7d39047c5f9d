package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.util.Optional;

/**
 * Where a stream's own secrets come from; they are never in the shared cache. Called on the mesh
 * thread.
 */
public interface SecretSource {
  /**
   * The secret as it is now, or empty when there is none yet: then the name gets no answer until it
   * changes.
   */
  Optional<Secret> secret(ProxyIdentity proxy, String name);

  /**
   * Runs {@code changed} on the mesh thread after any secret of this proxy has changed, until
   * closed.
   */
  Subscription watch(ProxyIdentity proxy, Runnable changed);

  /** Ends a watch. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
