package io.heddle.proxy.http;

/** A connection that carries what lasts for as long as its ends like. On its event loop. */
public interface LongLived {
  /** Its instance is about to stop: ends in order what its client can begin anew elsewhere. */
  void moveOn();
}
