package io.heddle.controlplane.identity;

import io.heddle.certs.AtomicFile;
import io.heddle.certs.KeyHash;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Join tokens in a directory, which the control plane and {@code heddle token} share.
 *
 * <p>A token's file never changes. Each use is a file of its own that exactly one process can make
 * and that names the key it was made for, so that nothing has to be locked and nothing can be half
 * done.
 */
public final class TokenStore {
  /** An expired token is named as such for so long; then it is unknown. */
  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofDays(7);

  private final Path directory;
  private final Supplier<List<KeyHash>> pins;
  private final InstantSource clock;
  private final SecureRandom random;

  TokenStore(
      Path directory, Supplier<List<KeyHash>> pins, InstantSource clock, SecureRandom random) {
    this.directory = directory;
    this.pins = pins;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The tokens of a state directory, for a process that is not its control plane.
   *
   * @param newTrustDomain of the authority that is made where there is none yet
   */
  public static TokenStore of(
      StateDirectory state, String newTrustDomain, InstantSource clock, SecureRandom random)
      throws IOException {
    List<KeyHash> pins = new RotationFiles(state, newTrustDomain, clock, random).pins();
    return new TokenStore(state.tokens(), () -> pins, clock, random);
  }

  /** Makes a token; its text is not kept. */
  public JoinToken create(TokenGrant grant) throws IOException {
    AtomicFile.createPrivateDirectory(directory);
    removeLongExpired();
    JoinToken token = JoinToken.random(pins.get(), random);
    if (Files.exists(file(token.id()))) {
      throw new FileAlreadyExistsException(file(token.id()).toString());
    }
    StateJson.write(file(token.id()), TokenFile.of(token, grant, clock.instant()));
    return token;
  }

  /** What a token admits to; whether it has uses left shows only when it is redeemed. */
  TokenFile check(JoinToken token) throws RefusedException {
    List<KeyHash> roots = pins.get();
    if (token.pins().stream().noneMatch(roots::contains)) {
      throw new RefusedException(
          RefusalReason.TOKEN_FOREIGN,
          token
              + ": pins the authority "
              + JoinToken.joined(token.pins(), " or ")
              + " (expected: this mesh's, "
              + JoinToken.joined(roots, " or ")
              + ")");
    }
    TokenFile kept = read(token);
    if (!token.hasSecretHash(kept.secretHash())) {
      throw new RefusedException(
          RefusalReason.TOKEN_WRONG_SECRET, token + ": wrong secret (expected: as it was made)");
    }
    if (!clock.instant().isBefore(kept.expiry())) {
      throw new RefusedException(
          RefusalReason.TOKEN_EXPIRED,
          token + ": expired " + kept.expiresAt() + " (expected: a token that has not)");
    }
    return kept;
  }

  /** Uses the token once for this key; the same key may do so again. */
  void redeem(JoinToken token, KeyHash key) throws RefusedException {
    TokenFile kept = check(token);
    try {
      for (int use = 1; use <= kept.uses(); use++) {
        Path file = use(token.id(), use);
        if (isFor(file, key) || AtomicFile.createPrivate(file, key.text()) || isFor(file, key)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new RefusedException(
          RefusalReason.STATE_NOT_WRITABLE,
          token + ": its use cannot be recorded: " + e + " (expected: a writable state directory)",
          Issuer.STATE_RETRY);
    }
    throw new RefusedException(
        RefusalReason.TOKEN_USED_UP,
        token + ": all uses taken, " + kept.uses() + " (expected: a token with a use left)");
  }

  private TokenFile read(JoinToken token) throws RefusedException {
    try {
      return StateJson.read(file(token.id()), TokenFile.class);
    } catch (NoSuchFileException _) {
      throw new RefusedException(
          RefusalReason.TOKEN_UNKNOWN,
          token + ": unknown (expected: one made by heddle token create)");
    } catch (IOException e) {
      throw new RefusedException(
          RefusalReason.TOKEN_UNKNOWN, token + ": its file cannot be read: " + e);
    }
  }

  private static boolean isFor(Path use, KeyHash key) throws IOException {
    try {
      return Files.readString(use).equals(key.text());
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private void removeLongExpired() throws IOException {
    Instant oldest = clock.instant().minus(KEPT_AFTER_EXPIRY);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        if (expiredBefore(file, oldest)) {
          remove(file);
        }
      }
    }
  }

  private void remove(Path file) throws IOException {
    String id = file.getFileName().toString().replace(".json", "");
    Files.deleteIfExists(file);
    try (DirectoryStream<Path> uses = Files.newDirectoryStream(directory, id + ".use-*")) {
      for (Path use : uses) {
        Files.deleteIfExists(use);
      }
    }
  }

  private static boolean expiredBefore(Path file, Instant oldest) {
    try {
      return StateJson.read(file, TokenFile.class).expiry().isBefore(oldest);
    } catch (IOException | DateTimeException _) {
      return false;
    }
  }

  private Path file(String id) {
    return directory.resolve(id + ".json");
  }

  private Path use(String id, int number) {
    return use(directory, id, number);
  }

  private static Path use(Path directory, String id, int number) {
    return directory.resolve(id + ".use-" + number);
  }

  /** How many uses of a token in this directory are taken. */
  static int used(Path directory, TokenFile token) {
    int used = 0;
    while (used < token.uses() && Files.exists(use(directory, token.id(), used + 1))) {
      used++;
    }
    return used;
  }
}
