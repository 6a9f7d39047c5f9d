package io.heddle.proxy.telemetry;

/** Which exchanges are logged. */
public enum AccessLogMode {
  OFF,
  /** Those that the mesh failed, those answered with 5xx, and those whose client left. */
  ERRORS,
  ALL
}
