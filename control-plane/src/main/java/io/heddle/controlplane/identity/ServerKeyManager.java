package io.heddle.controlplane.identity;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.KeyHash;
import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import java.net.Socket;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The control plane's own certificate: its authority signs a new key when a handshake finds the
 * present one past half of its life, or of another root than it is to show. Safe for any thread.
 */
final class ServerKeyManager extends X509ExtendedKeyManager {
  private static final String EC = "EC";

  private final IdentityConfig config;
  private final AuthoritiesInForce authorities;
  private final InstantSource clock;
  private final SecureRandom random;
  private final IdentityObserver observer;
  private Material current;

  /** A key, its chain with the root, and when to make the next. */
  private record Material(
      PrivateKey key, List<X509Certificate> chain, KeyHash root, Instant renewAt) {}

  ServerKeyManager(
      IdentityConfig config,
      AuthoritiesInForce authorities,
      InstantSource clock,
      SecureRandom random,
      IdentityObserver observer) {
    this.config = config;
    this.authorities = authorities;
    this.clock = clock;
    this.random = random;
    this.observer = observer;
    this.current = sign();
  }

  /** When the present certificate ends; for a metric. */
  synchronized Instant notAfter() {
    return current.chain().getFirst().getNotAfter().toInstant();
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias(keyType);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return alias(keyType);
  }

  @Override
  public synchronized X509Certificate @Nullable [] getCertificateChain(String alias) {
    return current.chain().toArray(new X509Certificate[0]);
  }

  @Override
  public synchronized @Nullable PrivateKey getPrivateKey(String alias) {
    return current.key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {EC};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  /** Key types are named by JSSE and by OpenSSL: {@code EC}, {@code EC_EC}, {@code ECDHE_ECDSA}. */
  private synchronized @Nullable String alias(String keyType) {
    if (!keyType.startsWith(EC)) {
      return null;
    }
    if (!clock.instant().isBefore(current.renewAt())
        || !current.root().equals(authorities.now().shown().pin())) {
      try {
        current = sign();
      } catch (IllegalStateException e) {
        observer.failed("the control plane's own certificate", e);
      }
    }
    return EC;
  }

  private Material sign() {
    CertificateAuthority authority = authorities.now().shown();
    SpiffeId id = SpiffeId.ofControlPlane(config.trustDomain());
    KeyPair key = P256.generate(random);
    List<X509Certificate> chain =
        new ArrayList<>(
            authority.sign(
                SigningRequest.create(key, id), id, "control-plane", config.lifetime(), clock));
    chain.addAll(authority.bundle().roots());
    Instant renewAt = clock.instant().plus(config.lifetime().dividedBy(2));
    return new Material(key.getPrivate(), List.copyOf(chain), authority.pin(), renewAt);
  }
}
