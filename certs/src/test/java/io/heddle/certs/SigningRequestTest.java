package io.heddle.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.certs.RequestRejectedException.Reason;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

final class SigningRequestTest {
  private static final SpiffeId WEB = SpiffeId.of("mesh.test", "shop", "web");
  private final KeyPair key = P256.generate(new SecureRandom());

  @Test
  void carriesTheKeyAndTheIdItWasMadeFor() throws Exception {
    SigningRequest read = SigningRequest.parse(SigningRequest.create(key, WEB).der());

    assertThat(read.publicKey()).isEqualTo(key.getPublic());
    assertThat(read.id()).contains(WEB);
    read.requireId(WEB);
  }

  @Test
  void needsNoId() throws Exception {
    SigningRequest read = SigningRequest.parse(SigningRequest.create(key).der());

    assertThat(read.id()).isEmpty();
    read.requireId(WEB);
  }

  @Test
  void forAnotherIdentityIsRefused() throws Exception {
    SigningRequest read = SigningRequest.parse(SigningRequest.create(key, WEB).der());

    assertThatThrownBy(() -> read.requireId(SpiffeId.of("mesh.test", "shop", "catalog")))
        .isInstanceOfSatisfying(
            RequestRejectedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OTHER_IDENTITY))
        .hasMessage(
            "signing request: for spiffe://mesh.test/ns/shop/sa/web"
                + " (expected: spiffe://mesh.test/ns/shop/sa/catalog)");
  }

  @Test
  void withTwoIdsIsRefused() {
    assertRefused(names(uri(WEB.toString()), uri("spiffe://mesh.test/b")), Reason.SEVERAL_IDS);
  }

  @Test
  void withTheSameIdTwiceIsRefused() {
    assertRefused(names(uri(WEB.toString()), uri(WEB.toString())), Reason.SEVERAL_IDS);
  }

  @Test
  void withNamesInTwoListsIsRefused() {
    assertRefused(
        draft(
            List.of(List.of(uri(WEB.toString())), List.of(uri("spiffe://mesh.test/b"))), key, key),
        Reason.MALFORMED);
  }

  @Test
  void withADnsNameIsRefused() {
    assertRefused(
        names(uri(WEB.toString()), new GeneralName(GeneralName.dNSName, "web")),
        Reason.OTHER_NAMES);
  }

  @Test
  void withAnIpAddressIsRefused() {
    assertRefused(names(new GeneralName(GeneralName.iPAddress, "10.0.0.1")), Reason.OTHER_NAMES);
  }

  @Test
  void withAUriThatIsNoIdIsRefused() {
    assertRefused(names(uri("https://web.shop/")), Reason.BAD_ID);
    assertRefused(names(uri("spiffe://mesh.test/ns/shop/sa/web/")), Reason.BAD_ID);
  }

  @Test
  void signedByAnotherKeyIsRefused() {
    assertRefused(draft(List.of(), key, P256.generate(new SecureRandom())), Reason.SIGNATURE);
  }

  @Test
  void withAnAlteredByteAnywhereIsRefused() {
    byte[] der = SigningRequest.create(key, WEB).der();
    for (int i = 0; i < der.length; i++) {
      byte[] altered = der.clone();
      altered[i] ^= 0x01;
      try {
        SigningRequest read = SigningRequest.parse(altered);
        throw new AssertionError("accepted with byte " + i + " altered: " + read.id());
      } catch (RequestRejectedException refusal) {
        assertThat(refusal).hasMessageStartingWith("signing request: ");
      }
    }
  }

  @Test
  void cutAnywhereIsRefused() {
    byte[] der = SigningRequest.create(key, WEB).der();
    for (int length = 0; length < der.length; length++) {
      assertRefused(java.util.Arrays.copyOf(der, length), Reason.MALFORMED);
    }
  }

  @Test
  void withBytesAfterItIsRefused() {
    byte[] der = SigningRequest.create(key, WEB).der();

    assertRefused(java.util.Arrays.copyOf(der, der.length + 1), Reason.MALFORMED);
  }

  @Test
  void tooLargeIsRefused() {
    assertRefused(new byte[8 * 1024 + 1], Reason.TOO_LARGE);
  }

  @Test
  void garbageIsRefusedNeverThrownAsSomethingElse() {
    Random random = new Random(42);
    for (int i = 0; i < 2000; i++) {
      byte[] garbage = new byte[random.nextInt(300)];
      random.nextBytes(garbage);
      if (garbage.length > 1 && i % 2 == 0) {
        garbage[0] = 0x30;
        garbage[1] = (byte) Math.min(127, garbage.length - 2);
      }
      assertThatThrownBy(() -> SigningRequest.parse(garbage))
          .isInstanceOf(RequestRejectedException.class);
    }
  }

  @Test
  void otherKeysThanP256AreRefused() throws Exception {
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(2048);
    KeyPair rsaKey = rsa.generateKeyPair();
    KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
    p384.initialize(new ECGenParameterSpec("secp384r1"));
    KeyPair p384Key = p384.generateKeyPair();
    KeyPair ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    assertRefused(signed(rsaKey, "SHA256withRSA"), Reason.KEY);
    assertRefused(signed(p384Key, "SHA384withECDSA"), Reason.KEY);
    assertRefused(signed(ed25519, "Ed25519"), Reason.KEY);
  }

  @Test
  void aSha1SignatureIsRefused() throws Exception {
    assertRefused(signed(key, "SHA1withECDSA"), Reason.SIGNATURE);
  }

  private static void assertRefused(byte[] der, Reason reason) {
    assertThatThrownBy(() -> SigningRequest.parse(der))
        .isInstanceOfSatisfying(
            RequestRejectedException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  private static GeneralName uri(String text) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, text);
  }

  private byte[] names(GeneralName... names) {
    return draft(List.of(List.of(names)), key, key);
  }

  private static byte[] signed(KeyPair pair, String algorithm) throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), pair.getPublic())
        .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
        .getEncoded();
  }

  private static byte[] draft(List<List<GeneralName>> lists, KeyPair named, KeyPair signing) {
    try {
      var builder =
          new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=x"), named.getPublic());
      for (List<GeneralName> names : new ArrayList<>(lists)) {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(new GeneralName[0])));
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      return builder
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate()))
          .getEncoded();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
