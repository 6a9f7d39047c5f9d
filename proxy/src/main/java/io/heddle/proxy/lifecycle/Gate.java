package io.heddle.proxy.lifecycle;

/** What requests of the mesh meet at this instance. */
public interface Gate {
  /** They are served. */
  void open();

  /** They are served, and told that this instance drains and that connections end. */
  void announce();

  /** They are refused: no byte of them reaches the application. */
  void refuse();

  /** As refused; every client had let go, so there should be none. */
  void release();
}
