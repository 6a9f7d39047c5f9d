package io.heddle.examples.mix;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.heddle.examples.market.Methods;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Bidirectional gRPC streams: each message has a number, and comes back. */
final class TalkClient implements SessionClient {
  private final Channel channel;
  private final Tally tally;
  private final LongSupplier ticker;
  private final Duration timeout;

  TalkClient(Channel channel, Tally tally, LongSupplier ticker, Duration timeout) {
    this.channel = channel;
    this.tally = tally;
    this.ticker = ticker;
    this.timeout = timeout;
  }

  @Override
  public SessionResult hold(String id, Until until) throws InterruptedException {
    Conversation conversation = new Conversation(tally, ticker);
    StreamObserver<String> call =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(Methods.TALK, CallOptions.DEFAULT), new Echoes(id, conversation));
    do {
      call.onNext(id + ' ' + conversation.sending(1));
    } while (!conversation.isOver() && until.next() && !conversation.isOver());
    if (!conversation.isOver()) {
      conversation.closing();
      call.onCompleted();
    }
    SessionResult result = conversation.awaitEnd(timeout);
    if (result.end() == SessionResult.End.FAILED) {
      call.onError(Status.CANCELLED.withDescription(result.reason()).asException());
    }
    return result;
  }

  /** What comes back. */
  private record Echoes(String id, Conversation conversation) implements StreamObserver<String> {
    @Override
    public void onNext(String message) {
      if (Numbers.isOf(id, message)) {
        conversation.receiveNumber(Numbers.last(message));
      } else {
        conversation.fail("message: " + message + " (expected: one of " + id + ")");
      }
    }

    @Override
    public void onError(Throwable fault) {
      if (StreamEnds.inOrder(fault)) {
        conversation.endedByPeer();
      } else {
        conversation.fail(String.valueOf(fault));
      }
    }

    @Override
    public void onCompleted() {
      conversation.endedByPeer();
    }
  }
}
