package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.Node;

/** What a connection proves; who its client is may yet depend on what the client says it is. */
interface Credential {
  /** Throws when the node is not one that such a client may say it is. */
  ProxyIdentity identify(Node node);
}
