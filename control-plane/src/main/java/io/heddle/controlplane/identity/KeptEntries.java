package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The tokens and instances of a state directory as its control plane would read them; nothing is
 * changed.
 *
 * @param unreadable entries that it would leave out: the file and why
 */
public record KeptEntries(List<KeptToken> tokens, List<String> unreadable) {
  public KeptEntries {
    tokens = List.copyOf(tokens);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * A join token.
   *
   * @param used how many of its uses are taken
   * @param admitted instances of its service that were ever admitted
   */
  public record KeptToken(
      String id, String service, int uses, int used, Instant expiry, int admitted) {}

  /** Of certificates that name no root; which one it was is not asked here. */
  private static final KeyHash SOME_ROOT = new KeyHash("A".repeat(43));

  public static KeptEntries read(StateDirectory state) {
    List<String> unreadable = new ArrayList<>();
    List<Registration> instances =
        entries(state.registrations(), KeptEntries::registration, unreadable);
    List<KeptToken> tokens =
        entries(state.tokens(), file -> token(file, state, instances), unreadable);
    return new KeptEntries(tokens, unreadable);
  }

  private interface Reading<T> {
    T read(Path file) throws IOException;
  }

  private static <T> List<T> entries(Path directory, Reading<T> reading, List<String> unreadable) {
    List<T> entries = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return entries;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        try {
          entries.add(reading.read(file));
        } catch (NoSuchFileException _) {
          // Taken away while we looked: it is not kept any more.
        } catch (IOException | RuntimeException e) {
          unreadable.add(file + ": " + firstLine(e));
        }
      }
    } catch (IOException e) {
      unreadable.add(directory + ": " + e);
    }
    return entries;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }

  private static Registration registration(Path file) throws IOException {
    return StateJson.read(file, Enrolled.File.class).enrolled(SOME_ROOT).registration();
  }

  private static KeptToken token(Path file, StateDirectory state, List<Registration> instances)
      throws IOException {
    TokenFile token = StateJson.read(file, TokenFile.class);
    long admitted =
        instances.stream()
            .filter(it -> it.service().equals(token.service()))
            .filter(it -> it.namespace().equals(token.namespace()))
            .count();
    return new KeptToken(
        token.id(),
        token.service(),
        token.uses(),
        TokenStore.used(state.tokens(), token),
        token.expiry(),
        Math.toIntExact(admitted));
  }
}
