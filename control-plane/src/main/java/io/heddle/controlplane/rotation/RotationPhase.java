package io.heddle.controlplane.rotation;

/** Where the change from one root to the next is. */
public enum RotationPhase {
  /** One root, nothing to do. */
  NONE,
  /** Both roots are trusted, the present one signs. */
  TRUST_BOTH,
  /** Both roots are trusted, the next one signs. */
  SIGN_WITH_NEW,
  /** The next root is the only one. */
  DROP_OLD
}
