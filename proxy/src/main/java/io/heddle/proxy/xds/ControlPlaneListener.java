package io.heddle.proxy.xds;

import java.util.List;

/** Told what a sidecar learns from its control plane; on the client's event loop. */
public interface ControlPlaneListener {
  /** Configuration comes from here on. */
  void onConnected();

  /**
   * A session is open, until {@link #onDisconnected}: who holds this instance is known there, and a
   * drain waits for its word.
   */
  void onSession();

  /** What is in force stays in force; the client tries again by itself. */
  void onDisconnected(String cause);

  /** It is known whose instance this is: names can be resolved now. */
  void onWelcome(Welcome welcome);

  /** Once: the identity and everything that others of this identity used are in force. */
  void onFirstConfig();

  /** An outbound listener that is wanted does not exist; again when it came and went. */
  void onMissing(String outboundListener);

  /** Every holder has let go of this instance but the laggards. May come more than once. */
  void onReleased(List<String> laggards);

  /**
   * Something was not taken over.
   *
   * @param reasons a line for each resource that cannot be honoured; its last good one stays
   */
  void onRejected(List<String> reasons);

  /** The control plane refused the credential or a signing request, or is not the one expected. */
  void onCredentialFailure(CredentialFailure failure, String message);

  /** Files of this sidecar cannot be used; it goes on with what it has. */
  void onFilesUnusable(String message);
}
