package io.heddle.proxy.lifecycle;

/** Told of the turning points of an instance's life; on the control loop, each once. */
public interface LifecycleListener {
  void onReady();

  /**
   * Clients have let go, or are not waited for any longer: the application may be asked to stop.
   */
  void onDrained();
}
