package io.heddle.proxy.http;

/** What an exchange tells, once, when it has ended for whatever reason. */
public interface EndListener {
  void onEnd(Exchange exchange);
}
