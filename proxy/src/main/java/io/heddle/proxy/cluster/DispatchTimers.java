package io.heddle.proxy.cluster;

import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.Grpc;
import io.heddle.proxy.http.RequestHead;
import io.heddle.proxy.http.ResponseHead;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a dispatch waits: for one try, for a response's head once the request is sent, and
 * before it is tried again.
 */
final class DispatchTimers extends Deadlines.Deadline {
  private final Dispatch dispatch;
  private final HttpDispatcher dispatcher;
  private @Nullable Future<?> tryTimer;

  DispatchTimers(Dispatch dispatch, HttpDispatcher dispatcher) {
    this.dispatch = dispatch;
    this.dispatcher = dispatcher;
  }

  void onTry(Duration limit) {
    expireAt(Deadlines.NEVER);
    cancelTry();
    if (!limit.isZero()) {
      tryTimer =
          dispatcher
              .loop()
              .eventLoop()
              .schedule(
                  () -> dispatch.retryOrFail(Failure.RESPONSE_TIMEOUT, "per-try timeout " + limit),
                  limit.toNanos(),
                  TimeUnit.NANOSECONDS);
    }
  }

  /** A stream of gRPC may begin with its first message, whenever that is. */
  void onRequestSent(RequestHead request) {
    Duration limit = dispatcher.settings().responseHead();
    if (!limit.isZero() && !Grpc.isCall(request)) {
      expireAt(dispatcher.loop().now() + limit.toNanos());
      dispatcher.loop().deadlines().add(this);
    }
  }

  /** Until it is tried again. */
  void onBackOff(long nanos) {
    expireAt(Deadlines.NEVER);
    cancelTry();
    tryTimer =
        dispatcher.loop().eventLoop().schedule(dispatch::onBackedOff, nanos, TimeUnit.NANOSECONDS);
  }

  /** Nothing is late on a connection that has changed its protocol. */
  void onResponse(ResponseHead head) {
    expireAt(Deadlines.NEVER);
    if (head.switchesProtocols()) {
      cancelTry();
    }
  }

  @Override
  protected void onExpired() {
    dispatch.retryOrFail(
        Failure.RESPONSE_TIMEOUT,
        "no response head within " + dispatcher.settings().responseHead());
  }

  void stop() {
    cancelTry();
    dispatcher.loop().deadlines().remove(this);
  }

  private void cancelTry() {
    Future<?> timer = tryTimer;
    tryTimer = null;
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
