package io.heddle.proxy.lifecycle;

/** What happens between being asked to stop and stopping. */
public enum StopMode {
  WAIT_FOR_CLIENTS,
  /** Clients are told, and not waited for. */
  AT_ONCE
}
