package io.heddle.certs;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A workload's certificate with its private key.
 *
 * @param chain leaf first, without the root
 */
public record X509Svid(SpiffeId id, List<X509Certificate> chain, PrivateKey key) {
  public X509Svid {
    chain = List.copyOf(chain);
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "X509Svid[" + id + ", notAfter=" + leaf().getNotAfter().toInstant() + "]";
  }
}
