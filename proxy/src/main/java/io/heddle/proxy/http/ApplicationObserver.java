package io.heddle.proxy.http;

/** Hears of the application beside us, on the event loop where it happens; must not block. */
public interface ApplicationObserver {
  /** A request, or an opaque connection, got no connection to the application. */
  void onConnectFailed();

  /** Hears nothing. */
  ApplicationObserver NONE = () -> {};
}
