package io.heddle.examples.market;

/** Counts a session and writes it down once, at its end; for any thread. */
final class SessionCount {
  private final MarketLedger ledger;
  private final Kind kind;
  private final String id;
  private long received;
  private long sent;
  private boolean ended;

  SessionCount(MarketLedger ledger, Kind kind, String id) {
    this.ledger = ledger;
    this.kind = kind;
    this.id = id;
  }

  String id() {
    return id;
  }

  synchronized void received(long amount) {
    received += amount;
  }

  synchronized void sent(long amount) {
    sent += amount;
  }

  /** True for the first who says so. */
  synchronized boolean end(EndedBy endedBy) {
    if (ended) {
      return false;
    }
    ended = true;
    ledger.ended(id, kind, new Entry.Exchanged(received, sent, endedBy));
    return true;
  }
}
