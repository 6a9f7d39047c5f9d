package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import io.heddle.certs.SpiffeId;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A registration with what is remembered of its last certificate.
 *
 * @param notAfter when that expires
 * @param key that it was signed for
 */
public record Enrolled(Registration registration, Instant notAfter, KeyHash key) {
  /** As it is kept. */
  record File(
      String uid,
      String id,
      String namespace,
      String service,
      Map<String, String> labels,
      String notAfter,
      String key) {
    File {
      Objects.requireNonNull(uid, "uid");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(namespace, "namespace");
      Objects.requireNonNull(service, "service");
      labels = Map.copyOf(labels);
      Objects.requireNonNull(notAfter, "notAfter");
      Objects.requireNonNull(key, "key");
    }

    Enrolled enrolled() {
      return new Enrolled(
          new Registration(uid, SpiffeId.parse(id), namespace, service, labels),
          Instant.parse(notAfter),
          new KeyHash(key));
    }
  }

  File file() {
    return new File(
        registration.uid(),
        registration.id().toString(),
        registration.namespace(),
        registration.service(),
        registration.labels(),
        notAfter.toString(),
        key.text());
  }
}
