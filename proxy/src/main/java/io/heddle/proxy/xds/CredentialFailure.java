package io.heddle.proxy.xds;

/** What kept a sidecar and a control plane from trusting each other; the label of a metric. */
public enum CredentialFailure {
  /** The control plane does not take this instance's token or certificate. */
  REFUSED,
  /** The control plane goes on, but signs no certificate for now. */
  SIGNING_REFUSED,
  /** The server is not the one that the token pins, or that the trust bundle vouches for. */
  SERVER_UNTRUSTED
}
