package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.xds.ProxyIdentity.Access;

/**
 * A client of the plaintext port: it proves nothing, so it is known by what it calls itself, under
 * a name that no instance has, and gets no secrets.
 *
 * @param nobody the identity it has: the trust domain without a workload
 */
record LocalClient(SpiffeId nobody) implements Credential {
  static final String PREFIX = "plaintext/";

  @Override
  public ProxyIdentity identify(Node node) {
    if (node.getId().isEmpty()) {
      throw Status.INVALID_ARGUMENT
          .withDescription("node.id: none (expected: a name of this client's own)")
          .asRuntimeException();
    }
    return new ProxyIdentity(PREFIX + node.getId(), nobody, "", Access.NO_SECRETS);
  }
}
