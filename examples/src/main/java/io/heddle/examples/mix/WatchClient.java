package io.heddle.examples.mix;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.stub.ClientCalls;
import io.heddle.examples.market.Methods;
import java.time.Duration;

/**
 * gRPC streams from the market: numbered messages at an interval, each with the time of its
 * sending.
 *
 * <p>A session is as many messages as fit its length, so that the market ends it; only the end of
 * the run cancels one.
 */
final class WatchClient implements SessionClient {
  private final Channel channel;
  private final Tally tally;
  private final Timing timing;
  private final Duration timeout;

  WatchClient(Channel channel, Tally tally, Timing timing, Duration timeout) {
    this.channel = channel;
    this.tally = tally;
    this.timing = timing;
    this.timeout = timeout;
  }

  @Override
  public SessionResult hold(String id, Until until) {
    Watch watch = new Watch(tally, timing, until.messages());
    ClientCall<String, String> call = channel.newCall(Methods.WATCH, CallOptions.DEFAULT);
    long interval = until.interval().toMillis();
    ClientCalls.asyncServerStreamingCall(
        call, "%s %d %d".formatted(id, until.messages(), interval), watch);
    while (!watch.isOver() && !until.isStopped()) {
      var _ = until.next();
      watch.failIfSilentFor(timeout);
    }
    watch.cancelled();
    // After the end of a call it does nothing.
    call.cancel("the client is done", null);
    return watch.result();
  }
}
