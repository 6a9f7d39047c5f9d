package io.heddle.certs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/** The two files of an authority: its certificates, the signing one first, and its private key. */
public record AuthorityPair(Path certificateFile, Path keyFile) {
  /** Refuses, with a message that names the file, what cannot sign for this trust domain now. */
  public CertificateAuthority load(String trustDomain, InstantSource clock, SecureRandom random)
      throws IOException {
    List<X509Certificate> certificates = certificates();
    AuthorityChain chain;
    try {
      chain = AuthorityChain.of(trustDomain, certificates, clock.instant());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(certificateFile + ": " + e.getMessage(), e);
    }
    PrivateKey key = key();
    if (!SignatureAlgorithm.isPair(chain.signer().getPublicKey(), key)) {
      throw new IllegalArgumentException(
          keyFile
              + ": is not the key of "
              + certificateFile
              + " (expected: the private key of its first certificate)");
    }
    return new CertificateAuthority(chain, key, random);
  }

  List<X509Certificate> certificates() throws IOException {
    if (!Files.exists(certificateFile)) {
      throw new IllegalArgumentException(
          certificateFile + ": missing (expected: the authority's certificates)");
    }
    try {
      return Pem.parseCertificates(Files.readString(certificateFile));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(certificateFile + ": " + e.getMessage(), e);
    }
  }

  private PrivateKey key() throws IOException {
    if (!Files.exists(keyFile)) {
      throw new IllegalArgumentException(
          keyFile + ": missing (expected: the private key of " + certificateFile + ")");
    }
    try {
      return Pem.parsePrivateKey(Files.readString(keyFile));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(keyFile + ": " + e.getMessage(), e);
    }
  }
}
