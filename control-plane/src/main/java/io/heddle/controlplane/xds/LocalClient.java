package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
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

  private static final int MAX_ID_CHARS = 1_024;

  @Override
  public ProxyIdentity identify(Node node) {
    String id = node.getId();
    if (id.isEmpty()) {
      throw refusal("node.id: none (expected: a name of this client's own)");
    }
    // It is kept for a while after the stream has ended.
    if (id.length() > MAX_ID_CHARS) {
      throw refusal("node.id: " + id.length() + " characters (expected: <= " + MAX_ID_CHARS + ")");
    }
    return new ProxyIdentity(PREFIX + id, nobody, "", Access.NO_SECRETS);
  }

  private static StatusRuntimeException refusal(String reason) {
    return Status.INVALID_ARGUMENT.withDescription(reason).asRuntimeException();
  }
}
