package io.heddle.proxy.config;

import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;

/** The certificate this instance shows, with its private key, and the roots it trusts. */
public record WorkloadIdentity(X509Svid svid, TrustBundle bundle) {}
