package io.heddle.controlplane.up;

import io.heddle.controlplane.identity.StateDirectory;
import io.heddle.controlplane.identity.TokenGrant;
import io.heddle.controlplane.identity.TokenStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Makes the join tokens of this host's replicas, in the state directory of its control plane. */
final class UpTokens {
  private static final Duration TTL = Duration.ofHours(1);

  private final TokenStore tokens;
  private final String namespace;

  UpTokens(Path controlPlaneState, String trustDomain, String namespace) throws IOException {
    this.tokens =
        TokenStore.of(
            new StateDirectory(controlPlaneState),
            trustDomain,
            InstantSource.system(),
            new SecureRandom());
    this.namespace = namespace;
  }

  /** A token that admits this replica, once. */
  String create(Replica replica) {
    try {
      TokenGrant grant = new TokenGrant(replica.service().name(), namespace, Map.of(), 1, TTL);
      return tokens.create(grant).text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
