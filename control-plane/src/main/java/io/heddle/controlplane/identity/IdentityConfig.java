package io.heddle.controlplane.identity;

import io.heddle.certs.SpiffeId;
import java.time.Duration;

/**
 * The settings of identities.
 *
 * @param lifetime of the certificates issued here
 * @param expiredGrace how long after its certificate expired an instance may still renew it
 * @param csrBurst signing requests of one instance that are answered at once
 * @param csrPerLifetime signing requests of one instance that are answered per lifetime, after the
 *     burst
 * @param maxSessions connected workloads
 */
public record IdentityConfig(
    String trustDomain,
    Duration lifetime,
    Duration expiredGrace,
    int csrBurst,
    int csrPerLifetime,
    int maxSessions) {
  private static final Duration MIN_LIFETIME = Duration.ofSeconds(2);
  private static final Duration MAX_LIFETIME = Duration.ofDays(90);

  public IdentityConfig {
    SpiffeId.ofTrustDomain(trustDomain);
    if (lifetime.compareTo(MIN_LIFETIME) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
      throw new IllegalArgumentException("lifetime: " + lifetime + " (expected: 2 s to 90 days)");
    }
    if (expiredGrace.isNegative()) {
      throw new IllegalArgumentException("expiredGrace: " + expiredGrace + " (expected: >= 0)");
    }
    if (csrBurst < 1 || csrPerLifetime < 2 || maxSessions < 1) {
      throw new IllegalArgumentException(
          "csrBurst, csrPerLifetime, maxSessions: "
              + csrBurst
              + ", "
              + csrPerLifetime
              + ", "
              + maxSessions
              + " (expected: >= 1, >= 2, >= 1)");
    }
  }

  public static IdentityConfig defaults(String trustDomain) {
    return new IdentityConfig(trustDomain, Duration.ofHours(24), Duration.ofDays(30), 5, 8, 10_000);
  }

  public IdentityConfig withLifetime(Duration newLifetime) {
    return new IdentityConfig(
        trustDomain, newLifetime, expiredGrace, csrBurst, csrPerLifetime, maxSessions);
  }
}
