package io.heddle.proxy.xds;

import java.util.List;

/** Told what a sidecar learns from its control plane; on the client's event loop. */
public interface ControlPlaneListener {
  /** A session is open; {@link #onWelcome} follows. */
  void onConnected();

  /** What is in force stays in force; the client tries again by itself. */
  void onDisconnected(String cause);

  /** Names can be resolved now. */
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

  /** The state directory cannot be used; the sidecar goes on without. Once. */
  void onStateUnusable(String message);
}
