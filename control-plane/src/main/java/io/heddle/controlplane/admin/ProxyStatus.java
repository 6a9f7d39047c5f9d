package io.heddle.controlplane.admin;

import java.util.List;

/**
 * A proxy as its ADS stream shows it.
 *
 * @param kind whose dialect of xDS it speaks, in lower case
 * @param pending resources that were sent and not yet acknowledged, or have yet to be sent
 */
public record ProxyStatus(
    String uid,
    String identity,
    String kind,
    int schemaVersion,
    Stream stream,
    int pending,
    List<Rejected> rejected) {
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
