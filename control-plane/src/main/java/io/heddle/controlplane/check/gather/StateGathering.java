package io.heddle.controlplane.check.gather;

import io.heddle.certs.AuthorityFiles;
import io.heddle.certs.Pem;
import io.heddle.controlplane.check.Fact;
import io.heddle.controlplane.check.StateFacts;
import io.heddle.controlplane.check.StateFacts.Certificate;
import io.heddle.controlplane.check.StateFacts.Token;
import io.heddle.controlplane.identity.KeptEntries;
import io.heddle.controlplane.identity.KeptEntries.KeptToken;
import io.heddle.controlplane.identity.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Reads what a control plane keeps, and changes nothing. */
public final class StateGathering {
  /** Of a root that names none. */
  private static final String SOME_DOMAIN = "cluster.local";

  private final List<Certificate> certificates = new ArrayList<>();
  private final List<String> misfits = new ArrayList<>();

  private StateGathering() {}

  public static Fact<StateFacts> gather(Path root) {
    if (!Files.isDirectory(root)) {
      return new Fact.Unknown<>(root + ": no directory of state");
    }
    StateDirectory state = new StateDirectory(root);
    StateGathering gathering = new StateGathering();
    gathering.authority(state.authority());
    gathering.authority(state.authority().resolve("next"));
    KeptEntries entries = KeptEntries.read(state);
    return new Fact.Found<>(
        new StateFacts(
            root.toString(),
            gathering.certificates,
            gathering.misfits,
            entries.tokens().stream().map(StateGathering::token).toList(),
            entries.unreadable()));
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

  private static Token token(KeptToken kept) {
    return new Token(
        kept.id(), kept.service(), kept.uses(), kept.used(), kept.expiry(), kept.admitted());
  }
}
