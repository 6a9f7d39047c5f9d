package io.heddle.certs;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;

/** The curve of every workload key. */
public final class P256 {
  private static final String NAME = "secp256r1";
  private static final ECParameterSpec PARAMETERS = parameters();

  private P256() {}

  public static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(NAME), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether a key is on this curve. */
  public static boolean has(PublicKey key) {
    return key instanceof ECPublicKey elliptic
        && elliptic.getParams() != null
        && elliptic.getParams().getCurve().equals(PARAMETERS.getCurve())
        && elliptic.getParams().getGenerator().equals(PARAMETERS.getGenerator())
        && elliptic.getParams().getOrder().equals(PARAMETERS.getOrder());
  }

  private static ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(NAME));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
