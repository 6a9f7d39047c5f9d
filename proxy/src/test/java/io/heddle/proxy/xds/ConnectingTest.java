package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.X509Svid;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small decisions of connecting: with what, when again, and to which name. */
class ConnectingTest {
  private final CertificateAuthority authority = ScriptedControlPlane.authority();
  private final JoinToken token =
      JoinToken.parse("heddle1.abcdefghij." + "s".repeat(43) + "." + authority.pin());

  @Test
  void prefersTheCertificateAndTakesTheTokenInTurnAfterARefusal() {
    CredentialChoice choice = new CredentialChoice(Optional.of(token));
    Credential first = choose(choice, Instant.now());
    assertThat(first).isInstanceOf(Credential.Certificate.class);

    choice.refused(first);
    Credential second = choose(choice, Instant.now());
    assertThat(second).isEqualTo(new Credential.Token(token));

    choice.refused(second);
    assertThat(choose(choice, Instant.now())).isInstanceOf(Credential.Certificate.class);
  }

  @Test
  void anExpiredCertificateIsShownForThirtyDays() {
    CredentialChoice choice = new CredentialChoice(Optional.of(token));
    Instant expiry = svid().leaf().getNotAfter().toInstant();

    assertThat(choose(choice, expiry.plus(Duration.ofDays(29))))
        .isInstanceOf(Credential.Certificate.class);
    assertThat(choose(choice, expiry.plus(Duration.ofDays(31))))
        .isInstanceOf(Credential.Token.class);
  }

  @Test
  void waitsAnythingUpToABoundThatDoubles() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), new Random(1));
    Duration longest = Duration.ZERO;
    for (int attempt = 0; attempt < 1_000; attempt++) {
      Duration wait = backoff.next();
      long bound = attempt < 6 ? 100L << attempt : 5_000;
      assertThat(wait).isBetween(Duration.ZERO, Duration.ofMillis(bound));
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    assertThat(longest).isGreaterThan(Duration.ofMillis(4_900));
    assertThat(backoff.nextSlow()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));

    backoff.reset();
    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @ParameterizedTest
  @CsvSource({
    "catalog, catalog.web.svc.cluster.local:80",
    "catalog.shop, catalog.shop.svc.cluster.local:80",
    "Catalog.shop.svc, catalog.shop.svc.cluster.local:80",
    "catalog.shop.svc.cluster.local, catalog.shop.svc.cluster.local:80"
  })
  void resolvesNamesAgainstTheOwnNamespace(String service, String listener) {
    assertThat(OutboundName.resolve(service, 80, "web")).isEqualTo(listener);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b.c", "a..b", "-a", "a_b", ".svc.cluster.local", "a.svc"})
  void refusesWhatIsNoServiceName(String service) {
    assertThatThrownBy(() -> OutboundName.resolve(service, 80, "web"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("service: " + service + " (expected: ");
  }

  @Test
  void aJoinTokenNeverShowsItsSecret() {
    assertThat(token.toString()).isEqualTo("JoinToken[heddle1.abcdefghij]");
    assertThatThrownBy(() -> JoinToken.parse("heddle1.abc.secret.pin"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("join token: 22 characters (expected: ")
        .hasMessageNotContaining("secret.pin");
  }

  @Test
  void tellsARefusedCredentialFromAServerThatIsAway() {
    assertThat(LinkLoss.of("session", GrpcStatus.of(GrpcStatus.Code.UNAUTHENTICATED, "no")))
        .isEqualTo(new LinkLoss(LinkLoss.Kind.CREDENTIAL, "session: UNAUTHENTICATED: no"));
    assertThat(LinkLoss.of("ADS", GrpcStatus.of(GrpcStatus.Code.FAILED_PRECONDITION, "")).kind())
        .isEqualTo(LinkLoss.Kind.UNAVAILABLE);
    assertThat(LinkLoss.of(new SSLException("x", new CertificateException("untrusted"))).kind())
        .isEqualTo(LinkLoss.Kind.SERVER);
    assertThat(LinkLoss.of(new SSLException("SSLV3_ALERT_BAD_CERTIFICATE")).kind())
        .isEqualTo(LinkLoss.Kind.CREDENTIAL);
    assertThat(LinkLoss.of(new SSLException("closed")).kind()).isEqualTo(LinkLoss.Kind.UNAVAILABLE);
  }

  private Credential choose(CredentialChoice choice, Instant now) {
    return choice.choose(Optional.of(svid()), Optional.of(authority.bundle()), now).orElseThrow();
  }

  private X509Svid svid() {
    PendingRequest request = PendingRequest.create(new SecureRandom());
    SpiffeId id = SpiffeId.of("cluster.local", "shop", "web");
    return new X509Svid(
        id,
        authority.sign(request.request(), id, "u1", Duration.ofHours(1), InstantSource.system()),
        request.key());
  }
}
