package io.heddle.examples.mix;

import io.heddle.examples.market.EndedBy;
import io.heddle.examples.market.Entry;
import io.heddle.examples.market.Entry.Exchanged;
import io.heddle.examples.market.Kind;
import io.heddle.examples.mix.SessionResult.End;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of sessions, whose entries are written at their ends: what a market says that it sent must have
 * come to the client.
 */
final class SessionJudge implements Judge {
  /** Messages that a market may have said while its sidecar ended the call under it. */
  private static final long ON_THE_WAY = 2;

  private final Tally tally;
  private final Map<Integer, Exchanged> exchanged = new HashMap<>();
  private long duplicates;
  private long moved;

  SessionJudge(Tally tally) {
    this.tally = tally;
  }

  @Override
  public void add(Id id, Entry entry) {
    switch (entry) {
      case Entry.Session session -> {
        if (exchanged.put(id.number(), session.exchanged()) != null) {
          duplicates++;
        }
      }
      case Entry.Executed _ -> tally.misdirected(id, "executed as a request");
    }
  }

  @Override
  public KindResult judge(Disagreements disagreements) {
    Map<Integer, SessionResult> sessions = tally.sessions();
    sessions.forEach((number, result) -> {
      Id id = new Id(tally.kind(), number);
      judge(id, result, exchanged.get(number), disagreements);
    });
    return new KindResult(
        tally.kind(),
        tally.sentCount(),
        sessions.size(),
        tally.failedCount(),
        moved,
        duplicates,
        tally.misdirectedCount(),
        tally.percentileMillis(50),
        tally.percentileMillis(99));
  }

  private void judge(
      Id id, SessionResult seen, @Nullable Exchanged written, Disagreements disagreements) {
    if (seen.end() == End.FAILED) {
      return;
    }
    if (written == null) {
      disagreements.add(id + " was held, and no market knows it");
      return;
    }
    switch (seen.end()) {
      case DONE -> {
        if (written.sent() != seen.received() || written.received() != seen.sent()) {
          disagreements.add(id + " is done: " + difference(seen, written));
        }
      }
      case CANCELLED -> {
        if (written.sent() < seen.received()) {
          disagreements.add(id + " was cancelled: " + difference(seen, written));
        }
      }
      case MOVED -> judgeMoved(id, seen, written);
      case CUT -> {
        if (written.endedBy() == EndedBy.MARKET) {
          judgeMoved(id, seen, written);
        } else {
          tally.failed(id, "ended early, not by the market: " + difference(seen, written));
        }
      }
      case FAILED -> {}
    }
  }

  private void judgeMoved(Id id, SessionResult seen, Exchanged written) {
    long missing = written.sent() - seen.received();
    if (missing >= 0 && missing <= onTheWay(id.kind(), written.endedBy())) {
      moved++;
    } else {
      tally.failed(id, "lost when it was moved: " + difference(seen, written));
    }
  }

  private static long onTheWay(Kind kind, EndedBy end) {
    boolean isCall = kind == Kind.GRPC_SERVER_STREAM || kind == Kind.GRPC_BIDI;
    return isCall && end != EndedBy.MARKET ? ON_THE_WAY : 0;
  }

  private static String difference(SessionResult seen, Exchanged written) {
    return "the client sent %d and got %d, the market got %d and sent %d (ended by %s)"
        .formatted(
            seen.sent(), seen.received(), written.received(), written.sent(), written.endedBy());
  }
}
