package io.heddle.proxy;

import io.heddle.proxy.supervisor.Signals;

/** Nobody but signals: the application is someone else's. */
final class Alone implements Master {
  @Override
  public void listen(Proxy proxy) {
    Signals.onStop(proxy::stopOrHasten);
  }

  @Override
  public void started() {}

  @Override
  public void drained() {}

  @Override
  public boolean ownsApplication() {
    return false;
  }
}
