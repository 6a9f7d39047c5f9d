package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The workload instances that were ever admitted and may still come back. Safe for any thread. */
public final class Registrations {
  private static final int PRUNE_EVERY = 1000;

  private final Path directory;
  private final Duration expiredGrace;
  private final InstantSource clock;
  private final IdentityObserver observer;
  private final Map<String, Enrolled> byUid = new ConcurrentHashMap<>();
  private int putsSincePrune;

  Registrations(
      Path directory, Duration expiredGrace, InstantSource clock, IdentityObserver observer) {
    this.directory = directory;
    this.expiredGrace = expiredGrace;
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * Reads what earlier processes kept; a file that cannot be read is reported and left alone.
   *
   * @param onlyRoot of certificates that an older version signed, which knew no other
   */
  void load(KeyHash onlyRoot) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        try {
          Enrolled enrolled = StateJson.read(file, Enrolled.File.class).enrolled(onlyRoot);
          byUid.put(enrolled.registration().uid(), enrolled);
        } catch (IOException | RuntimeException e) {
          observer.failed("registration " + file, e);
        }
      }
    }
    prune();
  }

  public Optional<Enrolled> find(String uid) {
    return Optional.ofNullable(byUid.get(uid));
  }

  public List<Enrolled> all() {
    return List.copyOf(byUid.values());
  }

  /** Refuses a uid that another instance has; the same instance is known by its key. */
  void requireFree(Registration wanted, KeyHash key) throws RefusedException {
    Enrolled present = byUid.get(wanted.uid());
    if (present == null || isLapsed(present)) {
      return;
    }
    if (!present.registration().id().equals(wanted.id()) || !present.key().equals(key)) {
      throw taken(wanted.uid());
    }
  }

  /** Whether a certificate of this instance is too old to renew. */
  boolean isLapsed(Enrolled enrolled) {
    return clock.instant().isAfter(enrolled.notAfter().plus(expiredGrace));
  }

  /** Admits an instance; it is not admitted unless that can be kept. */
  synchronized void admit(Enrolled admitted) throws RefusedException {
    requireFree(admitted.registration(), admitted.key());
    Enrolled enrolled = followed(admitted);
    try {
      write(enrolled);
    } catch (IOException e) {
      observer.failed("registration of " + enrolled.registration().uid(), e);
      throw new RefusedException(
          RefusalReason.STATE_NOT_WRITABLE,
          "instance "
              + enrolled.registration().uid()
              + ": cannot be recorded: "
              + e
              + " (expected: a writable state directory)",
          Issuer.STATE_RETRY);
    }
    byUid.put(enrolled.registration().uid(), enrolled);
  }

  /** The instance is known to use a certificate of this root. */
  synchronized void shown(String uid, KeyHash root) {
    byUid.computeIfPresent(
        uid, (_, known) -> known.signedBy().root().equals(root) ? known.shown() : known);
  }

  /** Forgets those whose last certificate is of another root: no other than this one counts. */
  synchronized void keepOnly(KeyHash root) {
    remove(enrolled -> !enrolled.signedBy().root().equals(root));
  }

  /** Notes a new certificate of an admitted instance, which keeps working when the disk is full. */
  synchronized void renewed(Enrolled renewed) {
    Enrolled enrolled = followed(renewed);
    byUid.put(enrolled.registration().uid(), enrolled);
    try {
      write(enrolled);
    } catch (IOException e) {
      observer.failed("registration of " + enrolled.registration().uid(), e);
    }
  }

  static RefusedException taken(String uid) {
    return new RefusedException(
        RefusalReason.UID_TAKEN,
        "instance "
            + uid
            + ": another instance is registered under this uid (expected: a uid of its own)");
  }

  private Enrolled followed(Enrolled enrolled) {
    Enrolled earlier = byUid.get(enrolled.registration().uid());
    return earlier == null ? enrolled : enrolled.after(earlier);
  }

  private void write(Enrolled enrolled) throws IOException {
    StateJson.write(file(enrolled.registration().uid()), enrolled.file());
    if (++putsSincePrune >= PRUNE_EVERY) {
      prune();
    }
  }

  private void prune() {
    putsSincePrune = 0;
    remove(this::isLapsed);
  }

  private void remove(Predicate<Enrolled> condition) {
    for (Enrolled gone : all().stream().filter(condition).toList()) {
      String uid = gone.registration().uid();
      byUid.remove(uid);
      try {
        Files.deleteIfExists(file(uid));
      } catch (IOException e) {
        observer.failed("registration of " + uid, e);
      }
    }
  }

  private Path file(String uid) {
    return directory.resolve(uid + ".json");
  }
}
