package io.heddle.proxy;

/** What keeps requests from being lost at this sidecar. */
public enum Mechanism {
  /** The application is asked to stop only when its clients have let go of it. */
  BARRIER,
  /** Requests that reached no application are marked so and sent elsewhere. */
  UNPROCESSED,
  /**
   * The control plane's, and none of a sidecar's business: whose environment is that of a whole
   * session, like HEDDLE_WITHOUT, names it as well.
   */
  GATE
}
