package io.heddle.perf.sidebyside;

/** Which of a pair's two sidecars. */
enum Side {
  /** Takes plaintext from the load, and dials the other with mutual TLS. */
  CLIENT,
  /** Takes mutual TLS from the other, and dials the backend in plaintext. */
  SERVER
}
