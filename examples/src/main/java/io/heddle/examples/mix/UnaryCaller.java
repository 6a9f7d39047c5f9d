package io.heddle.examples.mix;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.heddle.examples.market.Methods;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Unary calls over gRPC. */
final class UnaryCaller implements Caller {
  private final Channel channel;
  private final Duration timeout;

  UnaryCaller(Channel channel, Duration timeout) {
    this.channel = channel;
    this.timeout = timeout;
  }

  @Override
  public CompletionStage<String> call(Call call) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CallOptions options =
        CallOptions.DEFAULT.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    ClientCalls.asyncUnaryCall(
        channel.newCall(Methods.ORDER, options),
        call.id(),
        new StreamObserver<>() {
          @Override
          public void onNext(String text) {
            answer.complete(text + '\n' + call.body());
          }

          @Override
          public void onError(Throwable fault) {
            answer.completeExceptionally(fault);
          }

          @Override
          public void onCompleted() {
            // Without a message before, it would have been an error.
          }
        });
    return answer;
  }
}
