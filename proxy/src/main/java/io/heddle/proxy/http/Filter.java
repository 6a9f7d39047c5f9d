package io.heddle.proxy.http;

/** One concern of an exchange, looked at between its head and its dispatch. */
public interface Filter {
  /** Looks at the request's head and says what happens next. */
  Verdict onRequest(Exchange exchange);

  /** What happens next. */
  enum Verdict {
    CONTINUE,
    /** The filter has answered, or had it answered. */
    RESPOND,
    /** The filter will call {@link Exchange#resume()} on the exchange's event loop. */
    WAIT
  }
}
