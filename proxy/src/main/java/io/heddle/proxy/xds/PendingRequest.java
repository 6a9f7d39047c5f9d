package io.heddle.proxy.xds;

import io.heddle.certs.P256;
import io.heddle.certs.SigningRequest;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;

/** A signing request without its answer yet, and the key it is for. */
record PendingRequest(PrivateKey key, SigningRequest request) {
  /** For a new key: none is ever certified twice. */
  static PendingRequest create(SecureRandom random) {
    KeyPair pair = P256.generate(random);
    return new PendingRequest(pair.getPrivate(), SigningRequest.create(pair));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "PendingRequest[" + request.publicKey().getAlgorithm() + "]";
  }
}
