package io.heddle.proxy.lifecycle;

/** Told of each change of the application's health; on the control loop. */
interface ApplicationListener {
  void onHealthy();

  void onUnhealthy(String cause);
}
