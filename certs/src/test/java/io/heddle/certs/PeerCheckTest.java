package io.heddle.certs;

import static io.heddle.certs.CertificateDraft.NOW;
import static io.heddle.certs.CertificateDraft.authority;
import static io.heddle.certs.CertificateDraft.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.CertificateDraft.Signed;
import io.heddle.certs.SvidRejectedException.Reason;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeerCheckTest {
  private static final Signed ROOT = authority("CN=root").selfSigned();
  private static final Signed OTHER = authority("CN=other").selfSigned();
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final SpiffeId WEB = SpiffeId.of("mesh.test", "shop", "web");
  private final X509Certificate web = leaf().signedBy(ROOT).certificate();
  private TrustBundle bundle = new TrustBundle("mesh.test", List.of(ROOT.certificate()));

  @Test
  void tlsAcceptsAPeerThatIsExpectedInBothDirections() throws Exception {
    var manager = new SpiffeTrustManager(PeerCheck.trusting(() -> bundle, WEB::equals, CLOCK));

    manager.checkServerTrusted(new X509Certificate[] {web}, "UNKNOWN");
    manager.checkClientTrusted(new X509Certificate[] {web}, "UNKNOWN");
    assertThat(manager.getAcceptedIssuers()).isEmpty();
  }

  @Test
  void tlsRefusesAGoodCertificateOfSomebodyElse() {
    var manager = new SpiffeTrustManager(PeerCheck.trusting(() -> bundle, _ -> false, CLOCK));

    assertReason(
        Reason.OTHER_PEER,
        () -> manager.checkServerTrusted(new X509Certificate[] {web}, "UNKNOWN"));
  }

  @Test
  void tlsRefusesAPeerWithoutCertificate() {
    var manager = new SpiffeTrustManager(PeerCheck.trusting(() -> bundle, _ -> true, CLOCK));

    assertReason(
        Reason.CHAIN_LENGTH, () -> manager.checkClientTrusted(new X509Certificate[0], "UNKNOWN"));
  }

  @Test
  void theBundleIsReadAnewForEachPeer() throws Exception {
    PeerCheck check = PeerCheck.trusting(() -> bundle, WEB::equals, CLOCK);
    check.check(List.of(web));

    bundle = new TrustBundle("mesh.test", List.of(OTHER.certificate()));

    assertReason(Reason.UNTRUSTED, () -> check.check(List.of(web)));
  }

  @Test
  void aPinnedRootMustBeShownAndHaveSigned() throws Exception {
    KeyHash pin = KeyHash.of(ROOT.certificate().getPublicKey());
    PeerCheck check = PeerCheck.pinned(pin, WEB::equals, CLOCK);

    assertThat(check.check(List.of(web, ROOT.certificate()))).isEqualTo(WEB);
    assertReason(Reason.NOT_PINNED, () -> check.check(List.of(web)));
    X509Certificate foreign = leaf().signedBy(OTHER).certificate();
    assertReason(Reason.NOT_PINNED, () -> check.check(List.of(foreign, OTHER.certificate())));
    assertReason(Reason.UNTRUSTED, () -> check.check(List.of(foreign, ROOT.certificate())));
  }

  @Test
  void aPinnedKeyInACertificateThatOthersSignedIsNoRoot() {
    Signed crossSigned = authority("CN=root").key(ROOT.key()).signedBy(OTHER);
    KeyHash pin = KeyHash.of(ROOT.certificate().getPublicKey());
    PeerCheck check = PeerCheck.pinned(pin, WEB::equals, CLOCK);

    assertReason(Reason.NOT_PINNED, () -> check.check(List.of(web, crossSigned.certificate())));
  }

  @Test
  void anyOfSeveralPinnedRootsMayBeShown() throws Exception {
    KeyHash other = KeyHash.of(OTHER.certificate().getPublicKey());
    KeyHash pin = KeyHash.of(ROOT.certificate().getPublicKey());
    PeerCheck check = PeerCheck.pinned(List.of(other, pin), WEB::equals, CLOCK);

    assertThat(check.check(List.of(web, ROOT.certificate()))).isEqualTo(WEB);
    X509Certificate ofOther = leaf().signedBy(OTHER).certificate();
    assertThat(check.check(List.of(ofOther, OTHER.certificate()))).isEqualTo(WEB);
    assertReason(Reason.UNTRUSTED, () -> check.check(List.of(web, OTHER.certificate())));
  }

  @Test
  void ofTwoRootsWithOneNameTheOneThatSignedVouches() throws Exception {
    Signed namesake = authority("CN=root").selfSigned();
    X509Certificate ofNamesake = leaf().signedBy(namesake).certificate();
    assertThat(namesake.certificate().getSubjectX500Principal())
        .isEqualTo(ROOT.certificate().getSubjectX500Principal());
    TrustBundle both =
        new TrustBundle("mesh.test", List.of(ROOT.certificate()))
            .and(new TrustBundle("mesh.test", List.of(namesake.certificate())));

    assertThat(both.vouch(List.of(web), CLOCK.instant()).root())
        .isEqualTo(KeyHash.of(ROOT.certificate().getPublicKey()));
    assertThat(both.vouch(List.of(ofNamesake), CLOCK.instant()).root())
        .isEqualTo(KeyHash.of(namesake.certificate().getPublicKey()));
    assertThat(both.and(both)).isEqualTo(both);
  }

  private static void assertReason(
      Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SvidRejectedException.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }
}
