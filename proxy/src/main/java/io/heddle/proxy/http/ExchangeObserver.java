package io.heddle.proxy.http;

import io.heddle.proxy.config.RetryPolicy;

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

  /** A try at an endpoint did not do, and the request is tried again because its route says so. */
  void onRetried(ExchangeFacts exchange, String endpointUid, RetryPolicy.Cause cause);

  /** A try did not do and the route has such tried again, but not this time. */
  void onRetryRefused(ExchangeFacts exchange, RetryRefusal why);

  /** Why a request was not tried again. */
  enum RetryRefusal {
    /** It was as often as the route says. */
    EXHAUSTED,
    /** Too many of the cluster's requests were being tried again. */
    OVER_BUDGET
  }

  /** Hears nothing. */
  ExchangeObserver NONE = new SilentExchangeObserver();
}
