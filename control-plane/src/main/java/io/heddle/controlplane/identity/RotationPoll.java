package io.heddle.controlplane.identity;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.KeyHash;
import io.heddle.certs.TrustBundle;
import io.heddle.controlplane.rotation.RotationEvent;
import io.heddle.controlplane.rotation.RotationPhase;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a rotation does on the disk, and what follows for who signs. On the issuing thread only. */
final class RotationPoll {
  private final RotationFiles files;
  private final AuthoritiesInForce authorities;
  private final Registrations registrations;
  private final IdentityObserver observer;
  private String lastFailure = "";

  RotationPoll(
      RotationFiles files,
      AuthoritiesInForce authorities,
      Registrations registrations,
      IdentityObserver observer) {
    this.files = files;
    this.authorities = authorities;
    this.registrations = registrations;
    this.observer = observer;
  }

  /** What operators have asked for since the last call. */
  List<RotationEvent> events() {
    try {
      List<RotationEvent> events = read();
      lastFailure = "";
      return events;
    } catch (IOException | IllegalArgumentException e) {
      failed(e);
      return List.of();
    }
  }

  private List<RotationEvent> read() throws IOException {
    Authorities now = authorities.now();
    Optional<RotationFiles.Kept> kept = files.read();
    boolean isKnown =
        kept.map(RotationFiles.Kept::next).equals(now.next().map(it -> it.pin().text()));
    boolean mayChange =
        now.phase() == RotationPhase.NONE || now.phase() == RotationPhase.TRUST_BOTH;
    if (isKnown || !mayChange) {
      return List.of();
    }
    if (kept.isEmpty()) {
      authorities.change(now.in(RotationPhase.NONE));
      return List.of(new RotationEvent.Withdrawn());
    }
    CertificateAuthority next = files.loadNext();
    authorities.change(now.withNext(next).in(RotationPhase.TRUST_BOTH));
    // One that took the place of another that was given up in between.
    return List.of(
        new RotationEvent.Withdrawn(), new RotationEvent.Found(Instant.parse(kept.get().since())));
  }

  /** Makes a phase durable; from then on certificates are signed as it says. */
  RotationEvent keep(RotationPhase phase) {
    Authorities now = authorities.now();
    KeyHash root = now.target();
    try {
      if (!files.keep(phase, root)) {
        return new RotationEvent.NotKept();
      }
      Optional<TrustBundle> dropped = files.dropped();
      authorities.change(now.withDropped(dropped).in(phase));
      if (phase == RotationPhase.DROP_OLD) {
        registrations.keepOnly(root);
      }
      return new RotationEvent.Kept(phase);
    } catch (IOException | IllegalArgumentException e) {
      failed(e);
      return new RotationEvent.NotKept();
    }
  }

  /** Once, though it is tried every second. */
  private void failed(Exception e) {
    if (!lastFailure.equals(e.toString())) {
      lastFailure = e.toString();
      observer.failed("rotation of the root", e);
    }
  }
}
