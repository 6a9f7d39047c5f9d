package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import io.heddle.controlplane.identity.AuthorityStatus.Oldest;
import io.heddle.controlplane.identity.AuthorityStatus.Root;
import io.heddle.controlplane.rotation.RotationPhase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says whom the mesh trusts, for operators. Confined to the mesh thread. */
public final class AuthorityReport {
  private final AuthoritiesInForce authorities;
  private final RootRotation rotation;
  private final Registrations registrations;
  private final IdentityConfig config;
  private final InstantSource clock;

  AuthorityReport(
      AuthoritiesInForce authorities,
      RootRotation rotation,
      Registrations registrations,
      IdentityConfig config,
      InstantSource clock) {
    this.authorities = authorities;
    this.rotation = rotation;
    this.registrations = registrations;
    this.config = config;
    this.clock = clock;
  }

  public AuthorityStatus status() {
    Authorities now = authorities.now();
    Optional<Enrolled> oldest = oldest(clock.instant());
    return new AuthorityStatus(
        config.trustDomain(),
        rotation.phase(),
        rotation.phase() == RotationPhase.NONE ? Optional.empty() : Optional.of(rotation.since()),
        now.signer().pin(),
        roots(now),
        oldest.map(it -> new Oldest(it.registration().uid(), it.notAfter())),
        oldest.map(it -> it.notAfter().minus(config.lifetime().dividedBy(2))),
        rotation.laggards());
  }

  private Optional<Enrolled> oldest(Instant now) {
    return registrations.all().stream()
        .filter(enrolled -> now.isBefore(enrolled.notAfter()))
        .min(Comparator.comparing(Enrolled::notAfter));
  }

  private static List<Root> roots(Authorities now) {
    return now.bundle().roots().stream()
        .map(root ->
            new Root(
                KeyHash.of(root.getPublicKey()),
                root.getSubjectX500Principal().getName(),
                root.getNotAfter().toInstant()))
        .toList();
  }
}
