package io.heddle.certs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * An authority in a directory: {@code ca.crt} and {@code ca.key}, made here or brought by the user.
 *
 * <p>Several processes may share the directory: the first that needs the authority makes it.
 */
public final class AuthorityFiles {
  private static final Duration ROOT_LIFETIME = Duration.ofDays(3650);

  /** Of this process; a file lock keeps out others only. */
  private static final Object CREATION = new Object();

  private final Path directory;
  private final String trustDomain;
  private final InstantSource clock;
  private final SecureRandom random;

  public AuthorityFiles(
      Path directory, String trustDomain, InstantSource clock, SecureRandom random) {
    this.directory = directory;
    this.trustDomain = trustDomain;
    this.clock = clock;
    this.random = random;
  }

  /** The authority of the directory; a new one where there is none. */
  public CertificateAuthority loadOrCreate() throws IOException {
    if (Files.exists(certificateFile())) {
      return load();
    }
    AtomicFile.createPrivateDirectory(directory);
    synchronized (CREATION) {
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return Files.exists(certificateFile()) ? load() : create();
      }
    }
  }

  /**
   * What join tokens of the directory's authority pin, whatever its trust domain; makes one where
   * there is none.
   */
  public KeyHash pin() throws IOException {
    return Files.exists(certificateFile())
        ? KeyHash.of(certificates().getLast().getPublicKey())
        : loadOrCreate().pin();
  }

  /** Refuses, with a message that names the file, what cannot sign for this trust domain now. */
  public CertificateAuthority load() throws IOException {
    List<X509Certificate> certificates = certificates();
    AuthorityChain chain;
    try {
      chain = AuthorityChain.of(trustDomain, certificates, clock.instant());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(certificateFile() + ": " + e.getMessage(), e);
    }
    PrivateKey key = key();
    if (!SignatureAlgorithm.isPair(chain.signer().getPublicKey(), key)) {
      throw new IllegalArgumentException(
          keyFile()
              + ": is not the key of "
              + certificateFile()
              + " (expected: the private key of its first certificate)");
    }
    return new CertificateAuthority(chain, key, random);
  }

  /** The certificate's file appears last: it is what says that an authority is there. */
  public void save(CertificateAuthority authority) throws IOException {
    AtomicFile.createPrivateDirectory(directory);
    AtomicFile.write(pendingFile(), Pem.encode(authority.chain().certificates()));
    AtomicFile.writePrivate(keyFile(), Pem.encode(authority.key()));
    Files.move(pendingFile(), certificateFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  private CertificateAuthority create() throws IOException {
    if (Files.exists(keyFile())) {
      return finishInterrupted();
    }
    CertificateAuthority authority =
        CertificateAuthority.create(trustDomain, ROOT_LIFETIME, clock, random);
    save(authority);
    return authority;
  }

  private CertificateAuthority finishInterrupted() throws IOException {
    if (!Files.exists(pendingFile())) {
      throw new IllegalArgumentException(
          certificateFile()
              + ": missing beside "
              + keyFile()
              + " (expected: both, or neither and a new authority is made)");
    }
    Files.move(pendingFile(), certificateFile(), StandardCopyOption.ATOMIC_MOVE);
    return load();
  }

  private List<X509Certificate> certificates() throws IOException {
    try {
      return Pem.parseCertificates(Files.readString(certificateFile()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(certificateFile() + ": " + e.getMessage(), e);
    }
  }

  private PrivateKey key() throws IOException {
    if (!Files.exists(keyFile())) {
      throw new IllegalArgumentException(
          keyFile() + ": missing (expected: the private key of " + certificateFile() + ")");
    }
    try {
      return Pem.parsePrivateKey(Files.readString(keyFile()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(keyFile() + ": " + e.getMessage(), e);
    }
  }

  private Path certificateFile() {
    return directory.resolve("ca.crt");
  }

  private Path pendingFile() {
    return directory.resolve("ca.crt.new");
  }

  private Path keyFile() {
    return directory.resolve("ca.key");
  }
}
