package io.heddle.perf.sidebyside;

import java.util.Locale;

/** Who can take part. */
enum Make {
  ENVOY,
  NGINX,
  HAPROXY,
  /** The least that it can be told: what the others do, and what cannot be turned off. */
  HEDDLE_BARE,
  /** All that a mesh does: identities, routes and endpoints from a control plane, metrics. */
  HEDDLE_MESH;

  /** As it is written on the command line and in the report. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
