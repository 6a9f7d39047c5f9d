package io.heddle.controlplane.rotation;

import io.heddle.certs.KeyHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** An instance: what it holds, and what the control plane knows of that. */
final class SimulatedSidecar {
  private final String uid;
  private final SimulatedMesh mesh;

  // Its own.
  private Set<KeyHash> bundle;
  private KeyHash root;
  private Instant until;
  private boolean alive = true;
  private long awaySinceNanos;
  private boolean wasAwayTooLong;
  private boolean wantsCertificate;

  // Of its stream; ends with it.
  private long session = 1;
  private Optional<Set<KeyHash>> acknowledged;
  private Optional<KeyHash> underWay = Optional.empty();

  // What the control plane has written down.
  private SignedBy registered;
  private SignedBy registeredInMemory;
  private Instant registeredUntil;

  SimulatedSidecar(String uid, SimulatedMesh mesh) {
    this.uid = uid;
    this.mesh = mesh;
    this.bundle = mesh.roots();
    this.acknowledged = Optional.of(bundle);
    this.root = mesh.signer();
    this.until = mesh.now().instant().plus(SimulatedMesh.LIFETIME);
    this.registered = SignedBy.only(root);
    this.registeredInMemory = registered;
    this.registeredUntil = until;
  }

  String uid() {
    return uid;
  }

  Set<KeyHash> bundle() {
    return bundle;
  }

  KeyHash root() {
    return root;
  }

  boolean isAlive() {
    return alive;
  }

  long session() {
    return session;
  }

  Optional<Set<KeyHash>> acknowledged() {
    return acknowledged;
  }

  SignedBy registered() {
    return registeredInMemory;
  }

  Instant registeredUntil() {
    return registeredUntil;
  }

  /** It takes part in the mesh. */
  boolean isInUse() {
    return alive && !mesh.now().instant().isAfter(until);
  }

  /** It was never away for longer than it is waited for, or has heard the roots since. */
  boolean isKnownToBeUpToDate() {
    return !wasAwayTooLong;
  }

  void disappear() {
    alive = false;
    disconnect();
  }

  void disconnect() {
    if (session > 0) {
      session = 0;
      acknowledged = Optional.empty();
      underWay = Optional.empty();
      awaySinceNanos = mesh.now().nanos();
    }
  }

  void controlPlaneCrashed() {
    disconnect();
    registeredInMemory = registered;
  }

  void timePassed() {
    Duration away = Duration.ofNanos(mesh.now().nanos() - awaySinceNanos);
    wasAwayTooLong |= session == 0 && away.compareTo(SimulatedMesh.TURN) >= 0;
    wantsCertificate |=
        mesh.now().instant().isAfter(until.minus(SimulatedMesh.LIFETIME.dividedBy(2)));
  }

  /** A root that was dropped opens nothing: it joins by a token. */
  void connect() {
    if (!alive || session > 0 || !mesh.isUp()) {
      return;
    }
    session = mesh.now().nanos() + 2;
    if (!mesh.roots().contains(root)) {
      bundle = mesh.roots();
      sign();
      arrive();
    } else if (root.equals(registeredInMemory.root())) {
      registeredInMemory = SignedBy.only(root);
    }
  }

  void toldToRenew() {
    wantsCertificate |= session > 0;
  }

  /** What its stream brings; the roots before anything else. */
  void receive() {
    if (session == 0 || !mesh.isUp()) {
      return;
    }
    if (!acknowledged.equals(Optional.of(mesh.roots()))) {
      bundle = mesh.roots();
      acknowledged = Optional.of(bundle);
      wasAwayTooLong = false;
    } else if (underWay.isPresent()) {
      arrive();
    } else if (wantsCertificate) {
      sign();
    }
  }

  /** The signed chain may be lost on its way with the stream; it is registered all the same. */
  private void sign() {
    KeyHash signer = mesh.signer();
    registeredInMemory = registeredInMemory.then(signer, registeredUntil);
    registered = registered.then(signer, registeredUntil);
    registeredUntil = mesh.now().instant().plus(SimulatedMesh.LIFETIME);
    underWay = Optional.of(signer);
  }

  private void arrive() {
    root = underWay.orElseThrow();
    underWay = Optional.empty();
    until = registeredUntil;
    wantsCertificate = false;
    if (root.equals(registeredInMemory.root())) {
      registeredInMemory = SignedBy.only(root);
    }
  }
}
