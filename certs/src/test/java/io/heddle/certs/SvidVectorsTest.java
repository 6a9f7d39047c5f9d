package io.heddle.certs;

import static io.heddle.certs.CertificateDraft.ID;
import static io.heddle.certs.CertificateDraft.NOW;
import static io.heddle.certs.CertificateDraft.authority;
import static io.heddle.certs.CertificateDraft.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.CertificateDraft.Criticality;
import io.heddle.certs.CertificateDraft.Signed;
import io.heddle.certs.SvidRejectedException.Reason;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** X509-SVID and SPIFFE-ID, rule by rule: what must be accepted and what must not. */
final class SvidVectorsTest {
  private static final Signed ROOT = authority("CN=root").uri("spiffe://mesh.test").selfSigned();
  private static final Signed PLAIN_ROOT = authority("CN=plain").selfSigned();
  private static final Signed STRANGER = authority("CN=root").selfSigned();
  private static final Signed OLD_ROOT =
      authority("CN=old")
          .from(NOW.minus(Duration.ofDays(400)))
          .until(NOW.minus(Duration.ofDays(1)))
          .selfSigned();
  private static final Signed INTERMEDIATE =
      authority("CN=intermediate").uri("spiffe://mesh.test").signedBy(ROOT);
  private static final TrustBundle BUNDLE =
      new TrustBundle(
          "mesh.test",
          List.of(ROOT.certificate(), PLAIN_ROOT.certificate(), OLD_ROOT.certificate()));

  record Good(String name, Supplier<List<X509Certificate>> chain, String id) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Bad(String name, Reason reason, Supplier<List<X509Certificate>> chain) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Good good(String name, CertificateDraft draft) {
    return good(name, ID, draft);
  }

  private static Good good(String name, String id, CertificateDraft draft) {
    return new Good(name, () -> List.of(draft.signedBy(ROOT).certificate()), id);
  }

  private static Bad bad(String name, Reason reason, CertificateDraft draft) {
    return new Bad(name, reason, () -> List.of(draft.signedBy(ROOT).certificate()));
  }

  private static Bad badId(String id) {
    return bad(id, Reason.BAD_SPIFFE_ID, leaf().onlyUri(id));
  }

  static Stream<Good> good() {
    String longPath = "/" + "p".repeat(2048 - "spiffe://mesh.test/".length());
    return Stream.of(
        good("plain", leaf()),
        good("without basic constraints", leaf().constraints(null)),
        good("without extended key usage", leaf().purposes()),
        good(
            "more extended key usages",
            leaf()
                .purposes(
                    KeyPurposeId.id_kp_serverAuth,
                    KeyPurposeId.id_kp_clientAuth,
                    KeyPurposeId.id_kp_codeSigning)),
        good(
            "more key usages",
            leaf()
                .usage(
                    KeyUsage.digitalSignature | KeyUsage.keyAgreement | KeyUsage.keyEncipherment)),
        good("a DNS name beside", leaf().name(GeneralName.dNSName, "web.shop")),
        good("an IP address beside", leaf().name(GeneralName.iPAddress, "10.0.0.1")),
        good("critical names", leaf().names(Criticality.CRITICAL)),
        good("no subject but critical names", leaf().subject("").names(Criticality.CRITICAL)),
        good("valid from now", leaf().from(NOW)),
        good("valid until now", leaf().until(NOW)),
        good("a short path", "spiffe://mesh.test/a", leaf().onlyUri("spiffe://mesh.test/a")),
        good(
            "every character of a path",
            "spiffe://mesh.test/AZaz09.-_/...",
            leaf().onlyUri("spiffe://mesh.test/AZaz09.-_/...")),
        good(
            "2048 characters",
            "spiffe://mesh.test" + longPath,
            leaf().onlyUri("spiffe://mesh.test" + longPath)),
        new Good(
            "by a root without id", () -> List.of(leaf().signedBy(PLAIN_ROOT).certificate()), ID),
        new Good(
            "with its root",
            () -> List.of(leaf().signedBy(ROOT).certificate(), ROOT.certificate()),
            ID),
        new Good(
            "by an intermediate",
            () -> List.of(leaf().signedBy(INTERMEDIATE).certificate(), INTERMEDIATE.certificate()),
            ID),
        new Good(
            "by an intermediate, with the root",
            () ->
                List.of(
                    leaf().signedBy(INTERMEDIATE).certificate(),
                    INTERMEDIATE.certificate(),
                    ROOT.certificate()),
            ID),
        new Good(
            "by an intermediate without id",
            () -> {
              Signed plain = authority("CN=plain intermediate").signedBy(ROOT);
              return List.of(leaf().signedBy(plain).certificate(), plain.certificate());
            },
            ID),
        good("an RSA key", leaf().key(rsa())));
  }

  static Stream<Bad> bad() {
    return Stream.of(names(), ids(), purposes(), times(), paths()).flatMap(cases -> cases);
  }

  private static Stream<Bad> names() {
    return Stream.of(
        bad("no names", Reason.NO_URI_NAME, leaf().withoutNames()),
        bad(
            "only a DNS name",
            Reason.NO_URI_NAME,
            leaf().withoutNames().name(GeneralName.dNSName, "web.shop")),
        bad(
            "two ids",
            Reason.SEVERAL_URI_NAMES,
            leaf().uri("spiffe://mesh.test/ns/shop/sa/catalog")),
        bad("the same id twice", Reason.SEVERAL_URI_NAMES, leaf().uri(ID)),
        bad("an id and another URI", Reason.SEVERAL_URI_NAMES, leaf().uri("https://web.shop/")),
        bad(
            "another trust domain",
            Reason.OTHER_TRUST_DOMAIN,
            leaf().onlyUri("spiffe://other.test/ns/shop/sa/web")),
        bad(
            "a trust domain below",
            Reason.OTHER_TRUST_DOMAIN,
            leaf().onlyUri("spiffe://a.mesh.test/ns/shop/sa/web")),
        bad(
            "a trust domain that begins alike",
            Reason.OTHER_TRUST_DOMAIN,
            leaf().onlyUri("spiffe://mesh.test.evil/ns/shop/sa/web")),
        bad("the trust domain itself", Reason.NO_PATH, leaf().onlyUri("spiffe://mesh.test")));
  }

  private static Stream<Bad> ids() {
    return Stream.of(
            "https://mesh.test/ns/shop/sa/web",
            "SPIFFE://mesh.test/ns/shop/sa/web",
            "spiffe:/mesh.test/ns/shop/sa/web",
            "spiffe://Mesh.test/ns/shop/sa/web",
            "spiffe://user@mesh.test/ns/shop/sa/web",
            "spiffe://mesh.test:8443/ns/shop/sa/web",
            "spiffe://mesh.test/ns/shop/sa/web/",
            "spiffe://mesh.test/",
            "spiffe://mesh.test//ns/shop/sa/web",
            "spiffe://mesh.test/ns/../sa/web",
            "spiffe://mesh.test/ns/./sa/web",
            "spiffe://mesh.test/ns/sh%6fp/sa/web",
            "spiffe://mesh.test/ns/shop/sa/web?a=b",
            "spiffe://mesh.test/ns/shop/sa/web#a",
            "spiffe://mesh.test/ns/shop/sa/web;a=b",
            "spiffe://mesh.test/ns/shop/sa/web~",
            "spiffe://" + "t".repeat(256) + "/ns/shop/sa/web",
            "spiffe://mesh.test/" + "p".repeat(2030))
        .map(SvidVectorsTest::badId);
  }

  private static Stream<Bad> purposes() {
    return Stream.of(
        bad("an authority", Reason.IS_AUTHORITY, leaf().constraints(new BasicConstraints(true))),
        bad(
            "an authority of path length 0",
            Reason.IS_AUTHORITY,
            leaf().constraints(new BasicConstraints(0))),
        bad("no key usage", Reason.KEY_USAGE, leaf().usage(Criticality.ABSENT)),
        bad("key usage not critical", Reason.KEY_USAGE, leaf().usage(Criticality.OPTIONAL)),
        bad("no digitalSignature", Reason.KEY_USAGE, leaf().usage(KeyUsage.keyAgreement)),
        bad(
            "keyCertSign",
            Reason.KEY_USAGE,
            leaf().usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign)),
        bad(
            "cRLSign",
            Reason.KEY_USAGE,
            leaf().usage(KeyUsage.digitalSignature | KeyUsage.cRLSign)),
        bad(
            "only serverAuth",
            Reason.EXTENDED_KEY_USAGE,
            leaf().purposes(KeyPurposeId.id_kp_serverAuth)),
        bad(
            "only clientAuth",
            Reason.EXTENDED_KEY_USAGE,
            leaf().purposes(KeyPurposeId.id_kp_clientAuth)),
        bad(
            "neither serverAuth nor clientAuth",
            Reason.EXTENDED_KEY_USAGE,
            leaf().purposes(KeyPurposeId.id_kp_codeSigning)),
        bad(
            "anyExtendedKeyUsage",
            Reason.EXTENDED_KEY_USAGE,
            leaf().purposes(KeyPurposeId.anyExtendedKeyUsage)));
  }

  private static Stream<Bad> times() {
    return Stream.of(
        bad("not yet valid", Reason.NOT_YET_VALID, leaf().from(NOW.plusSeconds(1))),
        bad("expired", Reason.EXPIRED, leaf().until(NOW.minusSeconds(1))),
        new Bad(
            "of an expired root",
            Reason.UNTRUSTED,
            () -> List.of(leaf().signedBy(OLD_ROOT).certificate())),
        new Bad(
            "of an expired intermediate",
            Reason.UNTRUSTED,
            () -> {
              Signed expired = authority("CN=expired").until(NOW.minusSeconds(1)).signedBy(ROOT);
              return List.of(leaf().signedBy(expired).certificate(), expired.certificate());
            }));
  }

  private static Stream<Bad> paths() {
    return Stream.of(
        new Bad("an empty chain", Reason.CHAIN_LENGTH, List::of),
        new Bad(
            "a chain of nine",
            Reason.CHAIN_LENGTH,
            () -> Collections.nCopies(9, leaf().signedBy(ROOT).certificate())),
        new Bad("self-signed", Reason.UNTRUSTED, () -> List.of(leaf().selfSigned().certificate())),
        new Bad(
            "another authority of the same name",
            Reason.UNTRUSTED,
            () -> List.of(leaf().signedBy(STRANGER).certificate())),
        new Bad(
            "another authority that is shown too",
            Reason.UNTRUSTED,
            () -> List.of(leaf().signedBy(STRANGER).certificate(), STRANGER.certificate())),
        new Bad(
            "an intermediate that is not shown",
            Reason.UNTRUSTED,
            () -> List.of(leaf().signedBy(INTERMEDIATE).certificate())),
        new Bad(
            "an intermediate of another authority",
            Reason.UNTRUSTED,
            () -> {
              Signed other = authority("CN=other").signedBy(STRANGER);
              return List.of(leaf().signedBy(other).certificate(), other.certificate());
            }),
        new Bad(
            "signed by a leaf",
            Reason.BAD_INTERMEDIATE,
            () -> {
              Signed other = leaf().subject("CN=other").signedBy(ROOT);
              return List.of(leaf().signedBy(other).certificate(), other.certificate());
            }),
        new Bad(
            "an intermediate that may not sign",
            Reason.BAD_INTERMEDIATE,
            () -> {
              Signed other = authority("CN=other").usage(KeyUsage.cRLSign).signedBy(ROOT);
              return List.of(leaf().signedBy(other).certificate(), other.certificate());
            }),
        new Bad(
            "an intermediate with a workload's id",
            Reason.BAD_INTERMEDIATE,
            () -> {
              Signed other = authority("CN=other").uri(ID).signedBy(ROOT);
              return List.of(leaf().signedBy(other).certificate(), other.certificate());
            }),
        new Bad(
            "an intermediate of another trust domain",
            Reason.BAD_INTERMEDIATE,
            () -> {
              Signed other = authority("CN=other").uri("spiffe://other.test").signedBy(ROOT);
              return List.of(leaf().signedBy(other).certificate(), other.certificate());
            }),
        new Bad(
            "deeper than its authority allows",
            Reason.UNTRUSTED,
            () -> {
              Signed upper =
                  authority("CN=upper").constraints(new BasicConstraints(0)).signedBy(ROOT);
              Signed lower = authority("CN=lower").signedBy(upper);
              return List.of(
                  leaf().signedBy(lower).certificate(), lower.certificate(), upper.certificate());
            }),
        new Bad(
            "in the wrong order",
            Reason.OTHER_TRUST_DOMAIN,
            () -> {
              Signed other = leaf().onlyUri("spiffe://other.test/a").signedBy(ROOT);
              return List.of(other.certificate(), leaf().signedBy(ROOT).certificate());
            }),
        new Bad("the root shown as a leaf", Reason.NO_PATH, () -> List.of(ROOT.certificate())),
        new Bad(
            "a SHA-1 signature",
            Reason.WEAK_SIGNATURE,
            () -> List.of(leaf().signedBy(ROOT, "SHA1withECDSA").certificate())),
        bad("an unknown critical extension", Reason.UNTRUSTED, leaf().unknownCritical()));
  }

  @ParameterizedTest
  @MethodSource("good")
  void accepts(Good good) throws SvidRejectedException {
    assertThat(BUNDLE.verify(good.chain().get(), NOW)).hasToString(good.id());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refuses(Bad bad) {
    List<X509Certificate> chain = bad.chain().get();

    assertThatThrownBy(() -> BUNDLE.verify(chain, NOW))
        .isInstanceOfSatisfying(
            SvidRejectedException.class,
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(bad.reason());
              assertThat(refusal).hasMessageContaining("(expected: ");
            });
  }

  @Test
  void namesThatAreNotCriticalWithoutASubjectCannotEvenBeRead() {
    CertificateDraft draft = leaf().subject("");

    assertThatThrownBy(() -> draft.signedBy(ROOT))
        .hasMessageContaining("MUST be marked critical when subject field is empty");
  }

  @Test
  void thereAreEnoughOfThem() {
    assertThat(good()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(bad()).hasSizeGreaterThanOrEqualTo(55);
  }

  @ParameterizedTest
  @MethodSource("good")
  void theIdOfAGoodLeafCanBeReadAlone(Good good) {
    assertThat(SpiffeId.of(good.chain().get().getFirst()))
        .hasToString("Optional[" + good.id() + "]");
  }

  private static java.security.KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
