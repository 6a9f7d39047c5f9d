package io.heddle.proxy.xds;

import io.heddle.certs.AtomicFile;
import io.heddle.certs.Pem;
import io.heddle.certs.RequestRejectedException;
import io.heddle.certs.SigningRequest;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a sidecar keeps over a restart: who it is, its key and certificate, whom it trusts.
 *
 * <p>When the directory cannot be used that is reported once, and the sidecar goes on in memory.
 */
final class StateDirectory {
  private static final String UID = "instance-uid";
  private static final String SVID = "svid.pem";
  private static final String BUNDLE = "bundle.pem";
  private static final String PENDING = "pending.pem";
  private static final int UID_BYTES = 8;

  private final Path directory;
  private final Consumer<String> unusable;
  private boolean reported;

  StateDirectory(Path directory, Consumer<String> unusable) {
    this.directory = directory;
    this.unusable = unusable;
    attempt(() -> {
      AtomicFile.createPrivateDirectory(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    });
  }

  /** Made at the first start, the same ever after. */
  String instanceUid(SecureRandom random) {
    Optional<String> kept =
        read(UID).map(String::strip).filter(it -> it.matches("[a-z0-9-]{1,64}"));
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] bytes = new byte[UID_BYTES];
    random.nextBytes(bytes);
    String made = HexFormat.of().formatHex(bytes);
    attempt(() -> AtomicFile.writePrivate(directory.resolve(UID), made + "\n"));
    return made;
  }

  Optional<X509Svid> svid() {
    return read(SVID).flatMap(text -> parsed(SVID, () -> svid(text)));
  }

  private static X509Svid svid(String text) {
    int end = text.indexOf("-----BEGIN CERTIFICATE-----");
    if (end < 0) {
      throw new IllegalArgumentException("no certificate (expected: a key, then its chain)");
    }
    List<X509Certificate> chain = Pem.parseCertificates(text.substring(end));
    SpiffeId id =
        SpiffeId.of(chain.getFirst())
            .orElseThrow(() -> new IllegalArgumentException("no SPIFFE id (expected: one)"));
    return new X509Svid(id, chain, Pem.parsePrivateKey(text.substring(0, end)));
  }

  Optional<TrustBundle> bundle(String trustDomain) {
    return read(BUNDLE).flatMap(text -> parsed(BUNDLE, () -> TrustBundle.parse(trustDomain, text)));
  }

  /** A request whose answer may still come: a join token is good for one key only. */
  Optional<PendingRequest> pending() {
    return read(PENDING).flatMap(text -> parsed(PENDING, () -> pending(text)));
  }

  private static PendingRequest pending(String text) {
    int end = text.lastIndexOf('\n', text.length() - 2);
    byte[] der = Base64.getDecoder().decode(text.substring(end + 1).strip());
    try {
      return new PendingRequest(
          Pem.parsePrivateKey(text.substring(0, end + 1)), SigningRequest.parse(der));
    } catch (RequestRejectedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  void save(X509Svid svid) {
    String text = Pem.encode(svid.key()) + Pem.encode(svid.chain());
    attempt(() -> {
      AtomicFile.writePrivate(directory.resolve(SVID), text);
      Files.deleteIfExists(directory.resolve(PENDING));
    });
  }

  void save(TrustBundle bundle) {
    attempt(() -> AtomicFile.writePrivate(directory.resolve(BUNDLE), bundle.pem()));
  }

  void save(PendingRequest pending) {
    String request = Base64.getEncoder().encodeToString(pending.request().der());
    attempt(() ->
        AtomicFile.writePrivate(
            directory.resolve(PENDING), Pem.encode(pending.key()) + request + "\n"));
  }

  void deletePending() {
    attempt(() -> Files.deleteIfExists(directory.resolve(PENDING)));
  }

  private Optional<String> read(String file) {
    try {
      return Optional.of(Files.readString(directory.resolve(file)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      report(e.toString());
      return Optional.empty();
    }
  }

  private <T> Optional<T> parsed(String file, Parser<T> parser) {
    try {
      return Optional.of(parser.parse());
    } catch (IllegalArgumentException e) {
      report(directory.resolve(file) + " is not used: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void attempt(Write write) {
    try {
      write.run();
    } catch (IOException | UnsupportedOperationException e) {
      report(e.toString());
    }
  }

  private void report(String problem) {
    if (!reported) {
      reported = true;
      unusable.accept("state directory " + directory + ": " + problem);
    }
  }

  private interface Write {
    void run() throws IOException;
  }

  private interface Parser<T> {
    T parse();
  }
}
