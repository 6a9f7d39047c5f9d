package io.heddle.controlplane.check.gather;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.Pem;
import io.heddle.controlplane.check.Fact;
import io.heddle.controlplane.check.StateFacts;
import io.heddle.controlplane.check.StateFacts.Certificate;
import io.heddle.controlplane.check.StateFacts.Token;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reads what a control plane keeps, and changes nothing. */
public final class StateGathering {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a root that names none. */
  private static final String SOME_DOMAIN = "cluster.local";

  private final Path root;
  private final List<Certificate> certificates = new ArrayList<>();
  private final List<String> misfits = new ArrayList<>();
  private final List<Token> tokens = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  private StateGathering(Path root) {
    this.root = root;
  }

  public static Fact<StateFacts> gather(Path root) {
    if (!Files.isDirectory(root)) {
      return new Fact.Unknown<>(root + ": no directory of state");
    }
    StateGathering gathering = new StateGathering(root);
    gathering.authority(root.resolve("ca"));
    gathering.authority(root.resolve("ca").resolve("next"));
    List<JsonNode> instances = gathering.entries(root.resolve("registrations"));
    gathering.entries(root.resolve("tokens")).forEach(token -> gathering.token(token, instances));
    return new Fact.Found<>(
        new StateFacts(
            root.toString(),
            gathering.certificates,
            gathering.misfits,
            gathering.tokens,
            gathering.unreadable));
  }

  private void authority(Path directory) {
    Path chain = directory.resolve("ca.crt");
    if (!Files.exists(chain)) {
      if (Files.exists(directory.resolve("ca.key"))) {
        misfits.add(directory + ": ca.key without ca.crt (expected: both)");
      }
      return;
    }
    try {
      List<X509Certificate> found = Pem.parseCertificates(Files.readString(chain));
      for (X509Certificate certificate : found) {
        certificates.add(
            new Certificate(
                chain.toString(),
                certificate.getSubjectX500Principal().getName(),
                certificate.getNotAfter().toInstant()));
      }
      load(directory, found.getFirst().getNotBefore().toInstant());
    } catch (IOException e) {
      misfits.add(chain + ": cannot be read: " + e);
    } catch (IllegalArgumentException e) {
      misfits.add(String.valueOf(e.getMessage()));
    }
  }

  /** As a control plane loads it, but at a time when it was valid: its end is another check. */
  private static void load(Path directory, Instant valid) throws IOException {
    InstantSource then = InstantSource.fixed(valid);
    SecureRandom random = new SecureRandom();
    String trustDomain =
        new AuthorityFiles(directory, SOME_DOMAIN, then, random)
            .namedTrustDomain()
            .orElse(SOME_DOMAIN);
    var _ = new AuthorityFiles(directory, trustDomain, then, random).load();
  }

  private List<JsonNode> entries(Path directory) {
    List<JsonNode> found = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        read(file, found);
      }
    } catch (IOException e) {
      unreadable.add(directory + ": " + e);
    }
    return found;
  }

  private void read(Path file, List<JsonNode> found) {
    try {
      JsonNode node = JSON.readTree(file.toFile());
      if (node.isObject()) {
        found.add(node);
      } else {
        unreadable.add(file + ": no JSON object");
      }
    } catch (IOException e) {
      unreadable.add(file + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private void token(JsonNode token, List<JsonNode> instances) {
    String id = token.path("id").asText();
    String service = token.path("service").asText();
    int admitted =
        (int)
            instances.stream()
                .filter(it -> it.findPath("service").asText().equals(service))
                .count();
    try {
      tokens.add(
          new Token(
              id,
              service,
              token.path("uses").asInt(),
              used(id, token.path("uses").asInt()),
              Instant.parse(token.path("expiresAt").asText()),
              admitted));
    } catch (DateTimeException e) {
      unreadable.add("token " + id + ": " + e.getMessage());
    }
  }

  private int used(String id, int uses) {
    int used = 0;
    while (used < uses && Files.exists(root.resolve("tokens").resolve(id + ".use-" + (used + 1)))) {
      used++;
    }
    return used;
  }
}
