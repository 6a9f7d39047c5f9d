package io.heddle.certs;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Signs the certificates of one trust domain. Safe for any thread. */
public final class CertificateAuthority {
  /** How far back a certificate is dated, so that a peer whose clock is behind accepts it. */
  public static final Duration BACKDATE = Duration.ofMinutes(2);

  private final AuthorityChain chain;
  private final PrivateKey key;
  private final SecureRandom random;

  CertificateAuthority(AuthorityChain chain, PrivateKey key, SecureRandom random) {
    this.chain = chain;
    this.key = key;
    this.random = random;
  }

  /** A new self-signed root with a new P-256 key. */
  public static CertificateAuthority create(
      String trustDomain, Duration lifetime, InstantSource clock, SecureRandom random) {
    KeyPair key = P256.generate(random);
    X509Certificate root =
        new CertificateWriter(random).root(trustDomain, key, lifetime, clock.instant());
    return new CertificateAuthority(
        AuthorityChain.of(trustDomain, List.of(root), clock.instant()), key.getPrivate(), random);
  }

  /**
   * Signs a leaf.
   *
   * @param commonName the instance's uid
   * @return the chain, leaf first, without the root
   */
  public List<X509Certificate> sign(
      SigningRequest request,
      SpiffeId id,
      String commonName,
      Duration lifetime,
      InstantSource clock) {
    Instant now = clock.instant();
    if (!id.trustDomain().equals(chain.trustDomain())) {
      throw new IllegalArgumentException(
          "id: " + id + " (expected: of trust domain " + chain.trustDomain() + ")");
    }
    if (!now.isBefore(chain.notAfter())) {
      throw new IllegalStateException(
          "authority: expired " + chain.notAfter() + " (expected: valid at " + now + ")");
    }
    Instant wanted = now.plus(lifetime);
    Instant notAfter = wanted.isBefore(chain.notAfter()) ? wanted : chain.notAfter();
    X509Certificate leaf =
        new CertificateWriter(random)
            .leaf(
                new CertificateWriter.Leaf(
                    request.publicKey(), id, commonName, now.minus(BACKDATE), notAfter),
                chain.signer(),
                key);
    return chain.below(leaf);
  }

  public String trustDomain() {
    return chain.trustDomain();
  }

  public TrustBundle bundle() {
    return chain.bundle();
  }

  /** What a join token says of this mesh. */
  public KeyHash pin() {
    return KeyHash.of(bundle().roots().getFirst().getPublicKey());
  }

  /** When the first certificate of the authority's own chain ends. */
  public Instant notAfter() {
    return chain.notAfter();
  }

  AuthorityChain chain() {
    return chain;
  }

  PrivateKey key() {
    return key;
  }
}
