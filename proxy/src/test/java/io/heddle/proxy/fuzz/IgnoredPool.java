package io.heddle.proxy.fuzz;

import io.heddle.proxy.http.ClientConnection;

/** Owns a connection and does not use it again. */
final class IgnoredPool implements ClientConnection.Owner {
  @Override
  public void onReusable(ClientConnection connection) {
    // One exchange is all.
  }

  @Override
  public void onClosed(ClientConnection connection) {
    // Nothing is kept.
  }
}
