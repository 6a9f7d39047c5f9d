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
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain: empty (expected: at least the leaf)");
    }
  }

  /**
   * Reads a chain and pairs it with its key; whether to trust it is the {@link TrustBundle}'s to
   * say.
   */
  public static X509Svid parse(String chainPem, PrivateKey key) {
    List<X509Certificate> chain = Pem.parseCertificates(chainPem);
    X509Certificate leaf = chain.getFirst();
    SpiffeId id =
        SpiffeId.of(leaf)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "certificate: names " + UriNames.of(leaf) + " (expected: one SPIFFE id)"));
    if (!SignatureAlgorithm.isPair(leaf.getPublicKey(), key)) {
      throw new IllegalArgumentException(
          "certificate of " + id + ": is not of this key (expected: the key that was signed)");
    }
    return new X509Svid(id, chain, key);
  }

  public X509Certificate leaf() {
    return chain.getFirst();
  }

  public String chainPem() {
    return Pem.encode(chain);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "X509Svid[" + id + ", notAfter=" + leaf().getNotAfter().toInstant() + "]";
  }
}
