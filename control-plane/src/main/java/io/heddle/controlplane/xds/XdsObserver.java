package io.heddle.controlplane.xds;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Told the facts of the xDS server; on the mesh thread, so it must be quick. */
public interface XdsObserver {
  /** Wants to know nothing. */
  XdsObserver NONE = new XdsObserver() {};

  default void streamOpened(StreamPeer peer) {}

  /**
   * The client is about to be subscribed to these names, known or not.
   *
   * @param held names that it says it has from an earlier stream
   */
  default void asked(StreamPeer peer, String typeUrl, List<String> names, Set<String> held) {}

  default void streamClosed(StreamPeer peer) {}

  default void sent(StreamPeer peer, String typeUrl, int resources, int sizeBytes) {}

  /**
   * A state-of-the-world response that gRPC clients refuse by default for its size; it was sent.
   */
  default void sentOversized(StreamPeer peer, String typeUrl, int sizeBytes) {}

  default void accepted(StreamPeer peer, String typeUrl) {}

  default void rejected(StreamPeer peer, ResourceKey resource, String error) {}

  /**
   * The stream has applied {@code generation}, which had changed something for it, {@code delay}
   * after the change.
   */
  default void propagated(StreamPeer peer, long generation, Duration delay) {}
}
