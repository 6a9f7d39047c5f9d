package io.heddle.examples.market;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** What the market's gRPC methods do; for any thread. */
final class GrpcCalls {
  private final MarketLedger ledger;
  private final String version;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final Set<GrpcStream> streams = ConcurrentHashMap.newKeySet();

  GrpcCalls(
      MarketLedger ledger, String version, InstantSource clock, ScheduledExecutorService timer) {
    this.ledger = ledger;
    this.version = version;
    this.clock = clock;
    this.timer = timer;
  }

  void order(String id, StreamObserver<String> answer) {
    ledger.executed(id, Kind.GRPC_UNARY);
    answer.onNext(id + ' ' + version);
    answer.onCompleted();
  }

  void watch(String request, StreamObserver<String> answer) {
    String[] words = request.split(" ", -1);
    SessionCount count = new SessionCount(ledger, Kind.GRPC_SERVER_STREAM, words[0]);
    ServerCallStreamObserver<String> call = (ServerCallStreamObserver<String>) answer;
    GrpcStream stream = open(call, count);
    call.setOnCancelHandler(stream::fail);
    count.received(1);
    new Ticks(stream, Long.parseLong(words[1]), Duration.ofMillis(Long.parseLong(words[2])), clock)
        .start(timer);
  }

  StreamObserver<String> talk(StreamObserver<String> answer) {
    ServerCallStreamObserver<String> call = (ServerCallStreamObserver<String>) answer;
    // With a handler, answering a cancelled call does nothing instead of throwing.
    call.setOnCancelHandler(() -> {});
    return new Talk(ledger, count -> open(call, count));
  }

  private GrpcStream open(ServerCallStreamObserver<String> answer, SessionCount count) {
    GrpcStream stream = new GrpcStream(answer, count, streams::remove);
    streams.add(stream);
    return stream;
  }

  /** Ends all that are open, in order: after all that was sent, with UNAVAILABLE. */
  void endStreams() {
    streams.forEach(GrpcStream::endUnavailable);
  }
}
