package io.heddle.proxy.xds;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.P256;
import io.heddle.certs.Pem;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** Writes certificates into a directory in the ways that others do. */
final class IssuedCertificates {
  static final SpiffeId WEB = SpiffeId.of("cluster.local", "shop", "web");

  private final CertificateAuthority authority;
  private final Path directory;
  private final SecureRandom random = new SecureRandom();
  private int versions;

  IssuedCertificates(CertificateAuthority authority, Path directory) {
    this.authority = authority;
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** File by file, each replaced in one step. */
  void write(SpiffeId id) throws IOException {
    KeyPair key = P256.generate(random);
    replace("ca.crt", authority.bundle().pem());
    replace("tls.crt", certificate(key, id));
    replace("tls.key", Pem.encode(key.getPrivate()));
  }

  /** All three in one step, as Kubernetes does: a link to another folder. */
  void link(SpiffeId id) throws IOException {
    Path version = Files.createDirectory(directory.resolve("..v" + ++versions));
    KeyPair key = P256.generate(random);
    Files.writeString(version.resolve("ca.crt"), authority.bundle().pem());
    Files.writeString(version.resolve("tls.crt"), certificate(key, id));
    Files.writeString(version.resolve("tls.key"), Pem.encode(key.getPrivate()));
    Path next = Files.createSymbolicLink(directory.resolve("..next"), version.getFileName());
    move(next, directory.resolve("..data"));
    for (String file : new String[] {"ca.crt", "tls.crt", "tls.key"}) {
      Path link = directory.resolve(file);
      if (!Files.isSymbolicLink(link)) {
        Files.createSymbolicLink(link, Path.of("..data", file));
      }
    }
  }

  void replace(String file, String text) throws IOException {
    move(Files.writeString(directory.resolve(file + ".new"), text), directory.resolve(file));
  }

  private String certificate(KeyPair key, SpiffeId id) {
    return Pem.encode(
        authority.sign(
            SigningRequest.create(key, id),
            id,
            "web-1",
            Duration.ofHours(1),
            InstantSource.system()));
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
