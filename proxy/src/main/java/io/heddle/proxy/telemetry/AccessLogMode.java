package io.heddle.proxy.telemetry;

/** Which exchanges are logged. */
public enum AccessLogMode {
  OFF,
  /** Those that the mesh failed, and those answered with 5xx. */
  ERRORS,
  ALL
}
