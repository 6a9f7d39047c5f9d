package io.heddle.certs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An authority in a directory: {@code ca.crt} and {@code ca.key}, made here or brought by the user.
 *
 * <p>Several processes may share the directory: the first that needs the authority makes it.
 */
public final class AuthorityFiles {
  private static final Duration ROOT_LIFETIME = Duration.ofDays(3650);

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
    return DirectoryLock.locked(
        directory, () -> Files.exists(certificateFile()) ? load() : create());
  }

  /**
   * What join tokens of the directory's authority pin, whatever its trust domain; makes one where
   * there is none.
   */
  public KeyHash pin() throws IOException {
    return Files.exists(certificateFile())
        ? KeyHash.of(root().getPublicKey())
        : loadOrCreate().pin();
  }

  /** Refuses, with a message that names the file, what cannot sign for this trust domain now. */
  public CertificateAuthority load() throws IOException {
    return pair().load(trustDomain, clock, random);
  }

  /** The trust domain that the root names; empty when a user's root names none. */
  public Optional<String> namedTrustDomain() throws IOException {
    return SpiffeId.of(root()).map(SpiffeId::trustDomain);
  }

  public boolean exist() {
    return Files.exists(certificateFile());
  }

  /** A new self-signed root that lives as long as the first one here. */
  public CertificateAuthority newRoot() {
    return CertificateAuthority.create(trustDomain, ROOT_LIFETIME, clock, random);
  }

  /** The certificate's file appears last: it is what says that an authority is there. */
  public void save(CertificateAuthority authority) throws IOException {
    AtomicFile.createPrivateDirectory(directory);
    AtomicFile.write(pendingFile(), Pem.encode(authority.chain().certificates()));
    AtomicFile.writePrivate(keyFile(), Pem.encode(authority.key()));
    Files.move(pendingFile(), certificateFile(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The certificate goes first: without it there is no authority. */
  public void delete() throws IOException {
    Files.deleteIfExists(certificateFile());
    Files.deleteIfExists(pendingFile());
    Files.deleteIfExists(keyFile());
  }

  private CertificateAuthority create() throws IOException {
    if (Files.exists(keyFile())) {
      return finishInterrupted();
    }
    CertificateAuthority authority = newRoot();
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

  /** The self-signed one, which ends the chain. */
  public X509Certificate root() throws IOException {
    return pair().certificates().getLast();
  }

  private AuthorityPair pair() {
    return new AuthorityPair(certificateFile(), keyFile());
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
