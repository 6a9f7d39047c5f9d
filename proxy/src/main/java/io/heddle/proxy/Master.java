package io.heddle.proxy;

/** Whoever started this sidecar, and says when it stops. */
interface Master {
  /** Begins to pass on what the master says. */
  void listen(Proxy proxy);

  /** Ports are open and the configuration is in force. */
  void started();

  /** Clients have let go of this instance. */
  void drained();

  /**
   * Does the application's end arrive from here? Otherwise the sidecar ends when it has drained.
   */
  boolean ownsApplication();
}
