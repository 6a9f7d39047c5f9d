package io.heddle.examples.market;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.function.Consumer;

/** The market's side of an open stream: counts what it sends, ends once; for any thread. */
final class GrpcStream {
  private final ServerCallStreamObserver<String> answer;
  private final SessionCount count;
  private final Consumer<GrpcStream> onEnd;
  private boolean ended;

  GrpcStream(
      ServerCallStreamObserver<String> answer, SessionCount count, Consumer<GrpcStream> onEnd) {
    this.answer = answer;
    this.count = count;
    this.onEnd = onEnd;
  }

  /** False once it has ended. */
  synchronized boolean send(String message) {
    if (ended || answer.isCancelled()) {
      return false;
    }
    answer.onNext(message);
    count.sent(1);
    return true;
  }

  synchronized boolean echo(String message) {
    if (ended) {
      return false;
    }
    count.received(1);
    return send(message);
  }

  synchronized void complete() {
    if (end(EndedBy.CLIENT)) {
      answer.onCompleted();
    }
  }

  synchronized void endUnavailable() {
    if (end(EndedBy.MARKET)) {
      answer.onError(Status.UNAVAILABLE.withDescription("market stops").asException());
    }
  }

  /** The client cancelled it, or its connection broke. */
  synchronized void fail() {
    var _ = end(EndedBy.FAULT);
  }

  private boolean end(EndedBy endedBy) {
    if (ended) {
      return false;
    }
    ended = true;
    onEnd.accept(this);
    return count.end(endedBy);
  }
}
