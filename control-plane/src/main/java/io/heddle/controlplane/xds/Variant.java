package io.heddle.controlplane.xds;

/** The two variants of the protocol. */
enum Variant {
  DELTA,
  STATE_OF_THE_WORLD
}
