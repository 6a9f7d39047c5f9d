package io.heddle.controlplane.xds;

import io.heddle.certs.SpiffeId;

/**
 * Who an ADS stream is, by its connection's credential alone.
 *
 * @param uid of the instance
 * @param access what this stream may see
 */
public record ProxyIdentity(String uid, SpiffeId id, String namespace, Access access) {
  /** What a stream may see. */
  public enum Access {
    EVERYTHING,
    /** Its certificate has expired: it may renew it, nothing else. */
    SECRETS_ONLY,
    /** A local plaintext client: everything but secrets. */
    NO_SECRETS
  }
}
