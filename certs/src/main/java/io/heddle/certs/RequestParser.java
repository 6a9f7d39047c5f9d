package io.heddle.certs;

import io.heddle.certs.RequestRejectedException.Reason;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/** Reads PKCS #10 that anybody may have made. */
final class RequestParser {
  private static final int MAX_BYTES = 8 * 1024;

  private RequestParser() {}

  static SigningRequest parse(byte[] der) throws RequestRejectedException {
    if (der.length > MAX_BYTES) {
      throw new RequestRejectedException(
          Reason.TOO_LARGE, der.length + " bytes (expected: at most " + MAX_BYTES + ")");
    }
    try {
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
      if (!Arrays.equals(der, request.toASN1Structure().getEncoded(ASN1Encoding.DER))) {
        throw new RequestRejectedException(
            Reason.MALFORMED, "another encoding (expected: DER, as it was signed)");
      }
      PublicKey key = key(request);
      checkSignature(request, key);
      return new SigningRequest(der, key, id(names(request)));
    } catch (IOException | RuntimeException e) {
      // The ASN.1 library answers some malformed input with unchecked exceptions.
      throw new RequestRejectedException(Reason.MALFORMED, "unreadable: " + e.getMessage(), e);
    }
  }

  private static PublicKey key(PKCS10CertificationRequest request) throws RequestRejectedException {
    try {
      PublicKey key = new JcaPEMKeyConverter().getPublicKey(request.getSubjectPublicKeyInfo());
      if (P256.has(key)) {
        return key;
      }
      throw new RequestRejectedException(
          Reason.KEY, "key " + key.getAlgorithm() + " (expected: EC P-256)");
    } catch (IOException e) {
      throw new RequestRejectedException(Reason.KEY, "key unreadable (expected: EC P-256)", e);
    }
  }

  private static void checkSignature(PKCS10CertificationRequest request, PublicKey key)
      throws RequestRejectedException {
    if (!request
        .getSignatureAlgorithm()
        .getAlgorithm()
        .equals(X9ObjectIdentifiers.ecdsa_with_SHA256)) {
      throw new RequestRejectedException(
          Reason.SIGNATURE, "signature algorithm (expected: ecdsa-with-SHA256)");
    }
    try {
      if (request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        return;
      }
    } catch (PKCSException | OperatorCreationException _) {
      // Answered below: a signature that cannot be checked is none.
    }
    throw new RequestRejectedException(
        Reason.SIGNATURE, "signature wrong (expected: made with the key in the request)");
  }

  private static List<GeneralName> names(PKCS10CertificationRequest request)
      throws RequestRejectedException {
    Attribute[] attributes =
        request.getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest);
    if (attributes.length > 1
        || (attributes.length == 1 && attributes[0].getAttrValues().size() != 1)) {
      throw new RequestRejectedException(
          Reason.MALFORMED, "several lists of extensions (expected: at most 1)");
    }
    List<GeneralName> names = new ArrayList<>();
    if (attributes.length == 1) {
      Extensions extensions = Extensions.getInstance(attributes[0].getAttributeValues()[0]);
      GeneralNames found =
          GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
      if (found != null) {
        names.addAll(List.of(found.getNames()));
      }
    }
    return names;
  }

  private static Optional<SpiffeId> id(List<GeneralName> names) throws RequestRejectedException {
    for (GeneralName name : names) {
      if (name.getTagNo() != GeneralName.uniformResourceIdentifier) {
        throw new RequestRejectedException(
            Reason.OTHER_NAMES, "alternative name of another kind (expected: one URI)");
      }
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (names.size() > 1) {
      throw new RequestRejectedException(
          Reason.SEVERAL_IDS, names.size() + " URI names (expected: at most 1)");
    }
    try {
      return Optional.of(SpiffeId.parse(names.getFirst().getName().toString()));
    } catch (IllegalArgumentException e) {
      throw new RequestRejectedException(Reason.BAD_ID, "name: " + e.getMessage(), e);
    }
  }
}
