package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.rotation.SignedBy;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A registration with what is remembered of its last certificate.
 *
 * @param notAfter when that expires
 * @param key that it was signed for
 * @param signedBy by which root, and whether one of another may be in use
 */
public record Enrolled(
    Registration registration, Instant notAfter, KeyHash key, SignedBy signedBy) {
  /** As it is known when it follows {@code earlier} of the same instance. */
  Enrolled after(Enrolled earlier) {
    return new Enrolled(
        registration, notAfter, key, earlier.signedBy.then(signedBy.root(), earlier.notAfter));
  }

  /** The instance has shown its last certificate. */
  Enrolled shown() {
    return new Enrolled(registration, notAfter, key, SignedBy.only(signedBy.root()));
  }

  /**
   * As it is kept.
   *
   * @param root absent in what older versions kept
   * @param formerUntil absent when no certificate of another root is in use
   */
  record File(
      String uid,
      String id,
      String namespace,
      String service,
      Map<String, String> labels,
      String notAfter,
      String key,
      @Nullable String root,
      @Nullable String formerUntil) {
    File {
      Objects.requireNonNull(uid, "uid");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(namespace, "namespace");
      Objects.requireNonNull(service, "service");
      labels = Map.copyOf(labels);
      Objects.requireNonNull(notAfter, "notAfter");
      Objects.requireNonNull(key, "key");
    }

    /** An older version knew one root only. */
    Enrolled enrolled(KeyHash onlyRoot) {
      return new Enrolled(
          new Registration(uid, SpiffeId.parse(id), namespace, service, labels),
          Instant.parse(notAfter),
          new KeyHash(key),
          new SignedBy(
              root == null ? onlyRoot : new KeyHash(root),
              Optional.ofNullable(formerUntil).map(Instant::parse)));
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
        key.text(),
        signedBy.root().text(),
        signedBy.formerUntil().map(Instant::toString).orElse(null));
  }
}
