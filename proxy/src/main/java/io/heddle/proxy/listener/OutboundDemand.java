package io.heddle.proxy.listener;

/** Hears which outbound listeners are needed, on the event loop that needs it; must not block. */
public interface OutboundDemand {
  /**
   * A connection came for a listener that is not followed, and is held until it is and the listener
   * is whole or known not to exist.
   *
   * @param listener as its port names it
   */
  void onWanted(String listener, OutboundUse use);

  /** Everything that is ever needed is there already. */
  OutboundDemand ALWAYS_MET = (_, use) -> use.follow();
}
