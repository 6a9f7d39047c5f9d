package io.heddle.proxy.http;

import io.heddle.proxy.http.DownstreamConnection.Direction;

/** An observer that does nothing. */
record SilentConnectionObserver() implements ConnectionObserver {
  @Override
  public void onOpened(DownstreamConnection connection) {}

  @Override
  public void onClosed(DownstreamConnection connection) {}

  @Override
  public void onRefused(Direction direction, int port, Refusal refusal, String detail) {}

  @Override
  public void onForwarded(TcpFacts facts) {}

  @Override
  public void onUpstreamConnect(String cluster, String endpointUid, long nanos, String cause) {}
}
