package io.heddle.examples.demo;

/**
 * A replica to start.
 *
 * @param slot from 1 to the number of replicas; a replica's successor has the same
 * @param serial of the service's starts, never used twice
 */
public record ReplicaSpec(String service, int slot, int serial, String version) {
  public String name() {
    return service + "-" + slot + "-" + version + "-" + serial;
  }

  /** The rude one is replica 1 of the catalog, in every version. */
  public boolean isRude() {
    return service.equals("catalog") && slot == 1;
  }
}
