package io.heddle.proxy.xds;

import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;

/** What a sidecar shows the control plane, and how it knows that it is the control plane. */
sealed interface Credential {
  /** A client certificate; the server is checked against the bundle. */
  record Certificate(X509Svid svid, TrustBundle bundle) implements Credential {}

  /** A join token; the server is checked against its pin. */
  record Token(JoinToken token) implements Credential {}
}
