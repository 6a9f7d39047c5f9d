package io.heddle.proxy.xds;

/** Where a sidecar's configuration and identity come from; safe to call on any thread. */
public sealed interface ConfigClient extends AutoCloseable
    permits ControlPlaneClient, XdsServerClient {
  String instanceUid();

  /** Connects, and goes on connecting. */
  void start();

  /**
   * A connection needs an outbound listener: it is subscribed to, with all that it names, until it
   * has not been used for long or has to make room.
   *
   * @param listenerName as {@link OutboundName#resolve} gives it
   */
  void want(String listenerName);

  @Override
  void close();
}
