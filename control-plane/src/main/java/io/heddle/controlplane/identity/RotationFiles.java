package io.heddle.controlplane.identity;

import io.heddle.certs.AtomicFile;
import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.AuthorityPair;
import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.DirectoryLock;
import io.heddle.certs.KeyHash;
import io.heddle.certs.TrustBundle;
import io.heddle.controlplane.rotation.RotationPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The authorities of a state directory through a rotation, which the control plane and {@code
 * heddle cert rotate} share. {@code rotation.json} says that one is under way; it appears last.
 */
public final class RotationFiles {
  private static final int MAX_DROPPED = 8;

  private final Path directory;
  private final String trustDomain;
  private final InstantSource clock;
  private final AuthorityFiles present;
  private final AuthorityFiles next;

  public RotationFiles(
      StateDirectory state, String trustDomain, InstantSource clock, SecureRandom random) {
    this.directory = state.authority();
    this.trustDomain = trustDomain;
    this.clock = clock;
    this.present = new AuthorityFiles(directory, trustDomain, clock, random);
    this.next = new AuthorityFiles(directory.resolve("next"), trustDomain, clock, random);
  }

  /**
   * A rotation as it is kept.
   *
   * @param next the key hash of the root that comes
   */
  public record Kept(RotationPhase phase, String since, String next) {
    public Kept {
      Objects.requireNonNull(phase, "phase");
      Instant.parse(since);
      next = new KeyHash(next).text();
    }
  }

  /** Empty: no rotation is under way. */
  public Optional<Kept> read() throws IOException {
    Path file = file();
    return Files.exists(file) ? Optional.of(StateJson.read(file, Kept.class)) : Optional.empty();
  }

  /** What an interrupted process has left half done is finished first. */
  Authorities load() throws IOException {
    if (!present.exist()) {
      present.loadOrCreate();
    }
    return DirectoryLock.locked(directory, () -> authorities(read()));
  }

  private Authorities authorities(Optional<Kept> kept) throws IOException {
    RotationPhase phase = kept.map(Kept::phase).orElse(RotationPhase.NONE);
    return switch (phase) {
      case NONE -> {
        next.delete();
        yield new Authorities(phase, present.load(), Optional.empty(), dropped());
      }
      case TRUST_BOTH, SIGN_WITH_NEW ->
          new Authorities(phase, present.load(), Optional.of(next.load()), dropped());
      case DROP_OLD -> {
        promote();
        CertificateAuthority only = present.load();
        yield new Authorities(phase, only, Optional.of(only), dropped());
      }
    };
  }

  CertificateAuthority loadNext() throws IOException {
    return next.load();
  }

  /** Which roots join tokens pin; makes an authority where there is none. */
  List<KeyHash> pins() throws IOException {
    KeyHash old = present.pin();
    return read()
        .map(kept ->
            kept.phase() == RotationPhase.DROP_OLD
                ? List.of(new KeyHash(kept.next()))
                : List.of(old, new KeyHash(kept.next())))
        .orElse(List.of(old));
  }

  /** A new root made here is to follow. */
  public KeyHash begin() throws IOException {
    return begin(next.newRoot());
  }

  /** The user's own is to follow; refused when it cannot sign, or is the present one. */
  public KeyHash begin(AuthorityPair own, SecureRandom random) throws IOException {
    return begin(own.load(trustDomain, clock, random));
  }

  private KeyHash begin(CertificateAuthority authority) throws IOException {
    requireAuthority();
    return DirectoryLock.locked(
        directory,
        () -> {
          Optional<Kept> kept = read();
          if (kept.isPresent()) {
            throw new IllegalArgumentException(
                "rotation: under way since "
                    + kept.get().since()
                    + ", in "
                    + kept.get().phase()
                    + " (expected: none; heddle cert status shows it)");
          }
          if (authority.pin().equals(present.pin())) {
            throw new IllegalArgumentException(
                "root: " + authority.pin() + " is the present one (expected: one of another key)");
          }
          next.save(authority);
          write(RotationPhase.TRUST_BOTH, clock.instant(), authority.pin());
          return authority.pin();
        });
  }

  /** Gives a rotation up that nothing was signed in. */
  public KeyHash abort() throws IOException {
    requireAuthority();
    return DirectoryLock.locked(
        directory,
        () -> {
          Kept kept =
              read()
                  .orElseThrow(() ->
                      new IllegalArgumentException("rotation: none (expected: one to abort)"));
          if (kept.phase() != RotationPhase.TRUST_BOTH) {
            throw new IllegalArgumentException(
                "rotation: in "
                    + kept.phase()
                    + " since "
                    + kept.since()
                    + " (expected: TRUST_BOTH; certificates of the new root are in use)");
          }
          Files.delete(file());
          next.delete();
          return new KeyHash(kept.next());
        });
  }

  /** Makes a phase durable, unless the rotation was aborted meanwhile. */
  boolean keep(RotationPhase phase, KeyHash root) throws IOException {
    return DirectoryLock.locked(
        directory,
        () -> {
          if (phase == RotationPhase.SIGN_WITH_NEW && !isUnderWay(root)) {
            return false;
          }
          if (phase == RotationPhase.NONE) {
            Files.deleteIfExists(file());
            return true;
          }
          write(phase, clock.instant(), root);
          if (phase == RotationPhase.DROP_OLD) {
            promote();
          }
          return true;
        });
  }

  private boolean isUnderWay(KeyHash root) throws IOException {
    return read().filter(kept -> kept.next().equals(root.text())).isPresent();
  }

  /** Roots that certificates may still come from, and that no longer count. */
  Optional<TrustBundle> dropped() throws IOException {
    return Files.exists(droppedFile())
        ? Optional.of(TrustBundle.parse(trustDomain, Files.readString(droppedFile())))
        : Optional.empty();
  }

  /** The next authority takes the place of the present one, whose key is gone then. */
  private void promote() throws IOException {
    if (next.exist()) {
      CertificateAuthority successor = next.load();
      if (!present.pin().equals(successor.pin())) {
        keepDropped(present.root());
      }
      present.save(successor);
    }
    next.delete();
  }

  private void keepDropped(X509Certificate root) throws IOException {
    TrustBundle one = new TrustBundle(trustDomain, List.of(root));
    List<X509Certificate> all = dropped().map(it -> it.and(one)).orElse(one).roots();
    List<X509Certificate> newest = all.subList(Math.max(0, all.size() - MAX_DROPPED), all.size());
    AtomicFile.write(droppedFile(), new TrustBundle(trustDomain, newest).pem());
  }

  private void write(RotationPhase phase, Instant since, KeyHash root) throws IOException {
    StateJson.write(file(), new Kept(phase, since.toString(), root.text()));
  }

  private void requireAuthority() {
    if (!present.exist()) {
      throw new IllegalArgumentException(
          directory + ": no authority (expected: one, as a control plane's first start makes it)");
    }
  }

  private Path file() {
    return directory.resolve("rotation.json");
  }

  private Path droppedFile() {
    return directory.resolve("dropped.crt");
  }
}
