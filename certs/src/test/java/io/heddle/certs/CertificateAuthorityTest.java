package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final SpiffeId WEB = SpiffeId.of("mesh.test", "shop", "web");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private final SecureRandom random = new SecureRandom();
  private final KeyPair key = P256.generate(random);
  private final CertificateAuthority authority =
      CertificateAuthority.create("mesh.test", Duration.ofDays(365), CLOCK, random);

  @Test
  void theRootNamesTheTrustDomainAndSignsItself() throws Exception {
    X509Certificate root = authority.bundle().roots().getFirst();

    assertThat(SpiffeId.of(root)).contains(SpiffeId.ofTrustDomain("mesh.test"));
    assertThat(P256.has(root.getPublicKey())).isTrue();
    root.verify(root.getPublicKey());
    assertThat(authority.pin()).isEqualTo(KeyHash.of(root.getPublicKey()));
  }

  @Test
  void signsWhatItsBundleAccepts() throws Exception {
    List<X509Certificate> chain = sign(Duration.ofHours(24));

    assertThat(chain).hasSize(1);
    X509Certificate leaf = chain.getFirst();
    assertThat(authority.bundle().verify(chain, NOW)).isEqualTo(WEB);
    assertThat(CommonName.of(leaf)).contains("web-1");
    assertThat(leaf.getPublicKey()).isEqualTo(key.getPublic());
    assertThat(leaf.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofMinutes(2)));
    assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withECDSA");
  }

  @ParameterizedTest
  @CsvSource({
    "-600, false",
    "-121, false",
    "-120, true",
    "-20, true",
    "0, true",
    "20, true",
    "600, true"
  })
  void aPeersClockMayBeTwoMinutesBehind(long skewSeconds, boolean accepted) {
    List<X509Certificate> chain = sign(Duration.ofHours(24));
    Instant there = NOW.plusSeconds(skewSeconds);

    if (accepted) {
      assertThat(verifies(chain, there)).isTrue();
    } else {
      assertThat(verifies(chain, there)).isFalse();
    }
  }

  @Test
  void serialNumbersAreRandomAndPositive() {
    Set<String> serials = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      X509Certificate leaf = sign(Duration.ofHours(1)).getFirst();
      assertThat(leaf.getSerialNumber().signum()).isPositive();
      assertThat(leaf.getSerialNumber().bitLength()).isBetween(64, 159);
      serials.add(leaf.getSerialNumber().toString());
    }
    assertThat(serials).hasSize(100);
  }

  @Test
  void aLeafNeverOutlivesItsAuthority() {
    X509Certificate leaf = sign(Duration.ofDays(1000)).getFirst();

    assertThat(leaf.getNotAfter().toInstant()).isEqualTo(authority.notAfter());
  }

  @Test
  void anExpiredAuthoritySignsNothing() {
    InstantSource later = InstantSource.fixed(NOW.plus(Duration.ofDays(366)));

    assertThatThrownBy(() ->
            authority.sign(SigningRequest.create(key), WEB, "web-1", Duration.ofHours(1), later))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("authority: expired 2027-03-01T12:00:00Z");
  }

  @Test
  void anotherTrustDomainsIdIsNotSigned() {
    assertThatThrownBy(() ->
            authority.sign(
                SigningRequest.create(key),
                SpiffeId.of("other.test", "shop", "web"),
                "web-1",
                Duration.ofHours(1),
                CLOCK))
        .hasMessageContaining("(expected: of trust domain mesh.test)");
  }

  @Test
  void anSvidPairsAChainWithItsKeyOnly() {
    String chain = Pem.encode(sign(Duration.ofHours(1)));

    X509Svid svid = X509Svid.parse(chain, key.getPrivate());

    assertThat(svid.id()).isEqualTo(WEB);
    assertThat(svid.chainPem()).isEqualTo(chain);
    assertThatThrownBy(() -> X509Svid.parse(chain, P256.generate(random).getPrivate()))
        .hasMessageContaining("is not of this key");
  }

  private boolean verifies(List<X509Certificate> chain, Instant at) {
    try {
      return authority.bundle().verify(chain, at).equals(WEB);
    } catch (SvidRejectedException e) {
      assertThat(e.reason()).isEqualTo(SvidRejectedException.Reason.NOT_YET_VALID);
      return false;
    }
  }

  private List<X509Certificate> sign(Duration lifetime) {
    return authority.sign(SigningRequest.create(key), WEB, "web-1", lifetime, CLOCK);
  }
}
