package io.heddle.proxy.http;

/** Hears the facts of exchanges, on the event loop where they happen; must not block. */
public interface ExchangeObserver {
  /** An exchange has begun. */
  void onStarted(ExchangeFacts exchange);

  /** An exchange has ended, in whatever way. */
  void onEnded(ExchangeFacts exchange);

  /** A request was refused for its form, before there was an exchange. */
  void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail);

  /** A request of a client reached this instance before it served, or after its release. */
  void onMisdirected(ExchangeFacts exchange);

  /** An attempt at an endpoint came to nothing and the request went elsewhere. */
  void onRedispatched(ExchangeFacts exchange, String endpointUid, Failure cause);

  /** Hears nothing. */
  ExchangeObserver NONE = new SilentExchangeObserver();
}
