package io.heddle.proxy.xds;

import java.util.List;

/** What a sidecar has counted since its start. */
public record SidecarStats(List<Inbound> inbound, List<Upstream> upstream) {
  public SidecarStats {
    inbound = List.copyOf(inbound);
    upstream = List.copyOf(upstream);
  }

  /**
   * Of one mesh port.
   *
   * @param misdirected request heads before the application first passed its check, or after
   *     RELEASED
   * @param refused requests answered with the unprocessed mark
   * @param moved calls and connections that the instance's drain ended in order
   */
  public record Inbound(
      int port,
      long misdirected,
      long plaintextConnections,
      long refused,
      long requests,
      long moved) {}

  /**
   * Of one instance that requests went to.
   *
   * @param failed answered by the mesh itself with 5xx, or cut
   * @param redispatched went to another instance; no byte had reached an application
   * @param repeated non-idempotent, sent again after a byte was written to an application
   */
  public record Upstream(String instanceUid, long failed, long redispatched, long repeated) {}
}
