package io.heddle.proxy.http;

/** The end of every filter chain: sends a request where its route says. */
public interface Terminal {
  RequestSink dispatch(Exchange exchange);
}
