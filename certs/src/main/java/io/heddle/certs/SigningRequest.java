package io.heddle.certs;

import io.heddle.certs.RequestRejectedException.Reason;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A request to sign a key (PKCS #10) whose form, signature and curve were checked. */
public final class SigningRequest {
  private final byte[] der;
  private final PublicKey publicKey;
  private final Optional<SpiffeId> id;

  SigningRequest(byte[] der, PublicKey publicKey, Optional<SpiffeId> id) {
    this.der = der.clone();
    this.publicKey = publicKey;
    this.id = id;
  }

  /** Asks for the identity that the credential gives, whichever it is. */
  public static SigningRequest create(KeyPair key) {
    return create(key, Optional.empty());
  }

  /** Asks for one identity. */
  public static SigningRequest create(KeyPair key, SpiffeId id) {
    return create(key, Optional.of(id));
  }

  /** Reads a request that somebody else made. */
  public static SigningRequest parse(byte[] der) throws RequestRejectedException {
    return RequestParser.parse(der);
  }

  /** Whoever asks for an identity must ask for the one that it has. */
  public void requireId(SpiffeId expected) throws RequestRejectedException {
    if (id.isPresent() && !id.get().equals(expected)) {
      throw new RequestRejectedException(
          Reason.OTHER_IDENTITY, "for " + id.get() + " (expected: " + expected + ")");
    }
  }

  public byte[] der() {
    return der.clone();
  }

  public PublicKey publicKey() {
    return publicKey;
  }

  /** The identity it names, if it names one. */
  public Optional<SpiffeId> id() {
    return id;
  }

  private static SigningRequest create(KeyPair key, Optional<SpiffeId> id) {
    try {
      var builder =
          new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=heddle"), key.getPublic());
      if (id.isPresent()) {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(
                new GeneralName(GeneralName.uniformResourceIdentifier, id.get().toString())));
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
      return new SigningRequest(builder.build(signer).getEncoded(), key.getPublic(), id);
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalArgumentException("signing request: cannot be made: " + e.getMessage(), e);
    }
  }
}
