package io.heddle.proxy.lifecycle;

/** What an instance says of itself to its control plane; kept and said again by whoever sends. */
public interface Session {
  void healthy();

  void unhealthy(String cause);

  void stopping();

  void quiet();
}
