package io.heddle.proxy.supervisor;

/** Who is asked to stop first. */
public enum StopOrder {
  SIDECAR_DRAINS_FIRST,
  /** No barrier: the application is asked at once. */
  TOGETHER
}
