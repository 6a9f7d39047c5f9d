package io.heddle.certs;

import static io.heddle.certs.CertificateDraft.NOW;
import static io.heddle.certs.CertificateDraft.authority;
import static io.heddle.certs.CertificateDraft.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.CertificateDraft.Signed;
import io.heddle.certs.SvidRejectedException.Reason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is remembered of chains, and for how long. */
final class VouchedChainsTest {
  private static final Signed ROOT = authority("CN=root").selfSigned();
  private static final Signed OTHER = authority("CN=other").selfSigned();
  private static final SpiffeId WEB = SpiffeId.of("mesh.test", "shop", "web");

  private final TrustBundle bundle = bundle(ROOT);
  private final X509Certificate web = leaf().signedBy(ROOT).certificate();
  private int judged;
  private final VouchedChains known =
      new VouchedChains((roots, chain, at) -> {
        judged++;
        return roots.verify(chain, at);
      });

  private static TrustBundle bundle(Signed root) {
    return new TrustBundle("mesh.test", List.of(root.certificate()));
  }

  @Test
  void aChainIsJudgedOnce() throws Exception {
    assertThat(known.verify(bundle, List.of(web), NOW)).isEqualTo(WEB);
    assertThat(known.verify(bundle, List.of(web), NOW.plusSeconds(60))).isEqualTo(WEB);

    assertThat(judged).isEqualTo(1);
  }

  @Test
  void anotherCertificateOfTheSamePeerIsJudgedByItself() throws Exception {
    known.verify(bundle, List.of(web), NOW);

    assertReason(Reason.UNTRUSTED, leaf().signedBy(OTHER).certificate(), bundle, NOW);
    known.verify(bundle, List.of(leaf().signedBy(ROOT).certificate()), NOW);

    assertThat(judged).isEqualTo(3);
  }

  @Test
  void otherRootsJudgeAnew() throws Exception {
    known.verify(bundle, List.of(web), NOW);

    assertReason(Reason.UNTRUSTED, web, bundle(OTHER), NOW);
    assertThat(known.verify(bundle, List.of(web), NOW)).isEqualTo(WEB);
    assertThat(judged).isEqualTo(2);
  }

  @Test
  void whatIsKnownEndsWithTheCertificate() throws Exception {
    Instant end = NOW.plus(Duration.ofHours(24));
    known.verify(bundle, List.of(web), NOW);

    assertThat(known.verify(bundle, List.of(web), end)).isEqualTo(WEB);
    assertReason(Reason.EXPIRED, web, bundle, end.plusMillis(1));
    assertReason(Reason.NOT_YET_VALID, web, bundle, NOW.minus(Duration.ofMinutes(3)));
  }

  @Test
  void whatIsKnownEndsWithTheRoot() throws Exception {
    Signed shortRoot = authority("CN=short").until(NOW.plusSeconds(60)).selfSigned();
    X509Certificate ofShort = leaf().signedBy(shortRoot).certificate();
    TrustBundle roots = bundle(shortRoot);
    known.verify(roots, List.of(ofShort), NOW);

    assertReason(Reason.UNTRUSTED, ofShort, roots, NOW.plusSeconds(61));
  }

  @Test
  void whatWasRefusedIsJudgedAgain() {
    X509Certificate foreign = leaf().signedBy(OTHER).certificate();

    assertReason(Reason.UNTRUSTED, foreign, bundle, NOW);
    assertReason(Reason.UNTRUSTED, foreign, bundle, NOW);

    assertThat(judged).isEqualTo(2);
  }

  @Test
  void theChainThatWasUsedLeastRecentlyIsForgotten() throws Exception {
    VouchedChains counted =
        new VouchedChains((_, _, _) -> {
          judged++;
          return WEB;
        });
    List<X509Certificate> more =
        Stream.generate(() -> leaf().signedBy(ROOT).certificate())
            .limit(VouchedChains.MAX_CHAINS)
            .toList();
    counted.verify(bundle, List.of(web), NOW);
    for (X509Certificate certificate : more.subList(1, more.size())) {
      counted.verify(bundle, List.of(certificate), NOW);
    }
    counted.verify(bundle, List.of(web), NOW);
    int before = judged;

    counted.verify(bundle, List.of(more.getFirst()), NOW);
    counted.verify(bundle, List.of(web), NOW);
    assertThat(judged).isEqualTo(before + 1);

    counted.verify(bundle, List.of(more.get(1)), NOW);
    assertThat(judged).as("the second was the oldest").isEqualTo(before + 2);
  }

  private void assertReason(Reason reason, X509Certificate leaf, TrustBundle roots, Instant at) {
    assertThatThrownBy(() -> known.verify(roots, List.of(leaf), at))
        .isInstanceOfSatisfying(
            SvidRejectedException.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }
}
