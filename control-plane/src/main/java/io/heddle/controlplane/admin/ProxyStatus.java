package io.heddle.controlplane.admin;

import java.util.List;
import java.util.OptionalLong;

/**
 * A proxy as its ADS stream shows it.
 *
 * @param kind whose dialect of xDS it speaks, in lower case
 * @param pending resources that were sent and not yet acknowledged, or have yet to be sent
 * @param clockAheadMillis of ours; empty when it has not said
 */
public record ProxyStatus(
    String uid,
    String identity,
    String kind,
    int schemaVersion,
    Stream stream,
    int pending,
    List<Rejected> rejected,
    OptionalLong clockAheadMillis) {
  public ProxyStatus {
    rejected = List.copyOf(rejected);
  }

  /** Whether it has a stream now. */
  public enum Stream {
    OPEN,
    CLOSED
  }

  /** A resource that it refused. */
  public record Rejected(String typeUrl, String name, String error) {}
}
