package io.heddle.proxy.http;

import io.heddle.proxy.config.RetryPolicy;

/** An observer that does nothing. */
record SilentExchangeObserver() implements ExchangeObserver {
  @Override
  public void onStarted(ExchangeFacts exchange) {}

  @Override
  public void onEnded(ExchangeFacts exchange) {}

  @Override
  public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {}

  @Override
  public void onMisdirected(ExchangeFacts exchange) {}

  @Override
  public void onRedispatched(ExchangeFacts exchange, String endpointUid, Failure cause) {}

  @Override
  public void onRetried(ExchangeFacts exchange, String endpointUid, RetryPolicy.Cause cause) {}

  @Override
  public void onRetryRefused(ExchangeFacts exchange, RetryRefusal why) {}
}
