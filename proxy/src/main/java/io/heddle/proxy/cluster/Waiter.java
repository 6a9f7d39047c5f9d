package io.heddle.proxy.cluster;

/** Somebody who has chosen an endpoint and waits for a connection, there or elsewhere. */
interface Waiter extends Pending {
  /** A connection can be had; false: not wanted, and the waiter keeps its place. */
  boolean onFree(PooledConnection free);

  /** The cluster was full and may have another connection now. */
  void onRoom();

  /** No connection to the chosen endpoint comes about. */
  void onConnectFailed(String cause);
}
