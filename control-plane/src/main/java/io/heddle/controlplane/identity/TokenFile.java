package io.heddle.controlplane.identity;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** A join token as it is kept: without its secret, never changed once written. */
record TokenFile(
    String id,
    String secretHash,
    String service,
    String namespace,
    Map<String, String> labels,
    int uses,
    String expiresAt) {
  TokenFile {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(secretHash, "secretHash");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(namespace, "namespace");
    labels = Map.copyOf(labels);
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  static TokenFile of(JoinToken token, TokenGrant grant, Instant now) {
    return new TokenFile(
        token.id(),
        token.secretHash(),
        grant.service(),
        grant.namespace(),
        grant.labels(),
        grant.uses(),
        now.plus(grant.ttl()).toString());
  }

  Instant expiry() {
    return Instant.parse(expiresAt);
  }
}
