package io.heddle.perf.streams;

/** What went over the connections of a fleet: TCP's payload, TLS included. */
public record WireBytes(long received, long sent) {
  public WireBytes since(WireBytes earlier) {
    return new WireBytes(received - earlier.received, sent - earlier.sent);
  }
}
