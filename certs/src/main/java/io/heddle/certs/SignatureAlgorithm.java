package io.heddle.certs;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** Which algorithm a key signs with. */
final class SignatureAlgorithm {
  private static final int MIN_RSA_BITS = 2048;
  private static final byte[] PROBE = {'h', 'e', 'd', 'd', 'l', 'e'};

  private SignatureAlgorithm() {}

  static String of(PublicKey key) {
    if (key instanceof ECPublicKey elliptic) {
      int bits = elliptic.getParams().getOrder().bitLength();
      if (bits == 256) {
        return "SHA256withECDSA";
      }
      if (bits == 384) {
        return "SHA384withECDSA";
      }
    }
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
      return "SHA256withRSA";
    }
    throw new IllegalArgumentException(
        "authority key: "
            + key.getAlgorithm()
            + " (expected: EC P-256 or P-384, or RSA of at least "
            + MIN_RSA_BITS
            + " bits)");
  }

  /** Whether what the private key signs, the public key verifies. */
  static boolean isPair(PublicKey publicKey, PrivateKey privateKey) {
    try {
      String algorithm = of(publicKey);
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(privateKey);
      signer.update(PROBE);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(PROBE);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
