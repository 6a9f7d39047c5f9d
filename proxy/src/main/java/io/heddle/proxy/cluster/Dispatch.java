package io.heddle.proxy.cluster;

import io.heddle.proxy.config.RouteAction;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Exchange;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestSink;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to an endpoint: chooses one, gets a connection, sends, and chooses another
 * while it is certain that no application has seen a byte. Belongs to one event loop.
 */
final class Dispatch implements RequestSink, ResponseHandler, Waiter {
  private final Exchange exchange;
  private final RouteAction.Forward forward;
  private final HttpDispatcher dispatcher;
  private final ReplayBuffer replay;
  private final DispatchTimers timers;
  private final Retries retries;
  private final Tries tries = new Tries();

  private @Nullable Cluster cluster;
  private @Nullable EndpointState endpoint;
  private @Nullable ClientStream stream;
  private @Nullable HeadView trailers;
  private boolean onUsedConnection;
  private Peer peer = Peer.UNKNOWN;
  private boolean responding;
  private boolean done;

  Dispatch(Exchange exchange, RouteAction.Forward forward, HttpDispatcher dispatcher) {
    this.exchange = exchange;
    this.forward = forward;
    this.dispatcher = dispatcher;
    this.replay = new ReplayBuffer(dispatcher.budget());
    this.timers = new DispatchTimers(this, dispatcher);
    this.retries =
        new Retries(dispatcher.side().retries(forward), exchange.record(), dispatcher.observer());
  }

  void start(Cluster chosen) {
    cluster = chosen;
    dispatcher.side().onDispatch(exchange);
    next();
  }

  /** Chooses an endpoint that was not tried yet and gets a connection to it. */
  private void next() {
    EndpointState chosen = tries.choose(cluster());
    if (chosen == null) {
      giveUp();
      return;
    }
    aimAt(chosen);
    PooledConnection idle = chosen.takeIdle(cluster().maxIdle());
    if (idle != null) {
      begin(idle);
    } else {
      connect(chosen);
    }
  }

  private void aimAt(EndpointState chosen) {
    endpoint = chosen;
    chosen.enter();
    exchange.record().tried(chosen.endpoint().uid(), chosen.address());
    timers.onTry(forward.perTryTimeout());
  }

  private void connect(EndpointState chosen) {
    chosen.addPending(this);
    if (!cluster().await(this, chosen)) {
      fail(Failure.OVERFLOW, "too many connections and pending requests");
    }
  }

  private void giveUp() {
    if (tries.isEmpty()) {
      fail(Failure.NO_HEALTHY_ENDPOINT, "no healthy endpoint in " + cluster().config().name());
    } else {
      retryOrFail(tries.lastFailure(), tries.lastCause());
    }
  }

  @Override
  public boolean onFree(PooledConnection free) {
    if (!tries.wants(free, endpoint)) {
      return false;
    }
    stopWaiting();
    if (free.endpoint() == endpoint) {
      free.endpoint().removePending(this);
    } else {
      leaveEndpoint();
      aimAt(free.endpoint());
    }
    begin(free);
    return true;
  }

  @Override
  public void onRoom() {
    cluster().openFor(endpoint());
  }

  @Override
  public void onConnectFailed(String cause) {
    stopWaiting();
    goElsewhere(Failure.CONNECT_FAILURE, "connect to " + endpoint().address() + ": " + cause);
  }

  @Override
  public void chooseAgain() {
    stopWaiting();
    leaveEndpoint();
    next();
  }

  private void begin(PooledConnection connection) {
    onUsedConnection = connection.wasUsed();
    peer = connection.peer();
    ClientStream opened =
        connection.connection().start(exchange.sentOn(), exchange.requestEdits(), this);
    stream = opened;
    replay.replayTo(opened);
    if (trailers != null) {
      opened.finish(trailers);
      timers.onRequestSent(exchange.request());
    }
    exchange.resumeRequest();
  }

  @Override
  public void data(ByteBuf part) {
    if (done) {
      part.release();
    } else if (stream == null) {
      replay.hold(part);
      if (replay.isFull()) {
        exchange.pauseRequest();
      }
    } else {
      replay.keepCopy(part);
      stream.write(part);
      if (!stream.isWritable()) {
        exchange.pauseRequest();
      }
    }
  }

  @Override
  public void end(HeadView requestTrailers) {
    trailers = requestTrailers;
    if (stream != null) {
      stream.finish(requestTrailers);
      if (!responding) {
        timers.onRequestSent(exchange.request());
      }
    }
  }

  @Override
  public void onRequestWritable() {
    exchange.resumeRequest();
  }

  @Override
  public void onResponseWritable() {
    if (stream != null) {
      stream.resumeResponse();
    }
  }

  @Override
  public void onInformational(ResponseHead head) {
    tries.noteInformed();
    exchange.informational(head);
  }

  @Override
  public void onResponse(ResponseHead head) {
    if (dispatcher.side().isUnprocessed(peer, head)) {
      onUnprocessed();
      return;
    }
    if (mayRetry()
        && retries.grantsAfter(
            head.status(), dispatcher.side().failureBehind(peer, head), cluster())) {
      backOff();
      return;
    }
    timers.onResponse(head);
    retries.settle();
    responding = true;
    replay.drop();
    dispatcher.side().onResponse(exchange, peer, endpoint(), head);
    exchange.respond(head);
  }

  private void onUnprocessed() {
    letGo();
    String cause = "refused unprocessed by " + endpoint().address();
    if (replay.isWhole() && !tries.wrote()) {
      goElsewhere(Failure.NOT_PROCESSED, cause);
    } else {
      fail(Failure.NOT_PROCESSED, cause + ", and not held any more");
    }
  }

  @Override
  public void onResponseData(ByteBuf part) {
    exchange.write(part);
    if (!done && stream != null && !exchange.isWritable()) {
      stream.pauseResponse();
    }
  }

  @Override
  public void onResponseEnd(HeadView responseTrailers) {
    stream = null;
    release();
    exchange.finish(responseTrailers);
  }

  @Override
  public void onResponseCut(Progress progress, Failure failure, String detail) {
    long code = stream == null ? ClientStream.NOT_RESET : stream.resetCode();
    stream = null;
    String cause = endpoint().address() + ": " + detail;
    if (responding && code != ClientStream.NOT_RESET) {
      release();
      exchange.reset(failure, code, cause);
    } else if (responding) {
      fail(failure, cause);
    } else if (progress == Progress.NOTHING_WRITTEN && replay.isWhole() && !tries.wrote()) {
      repeatOrGoElsewhere(cause);
    } else if (progress == Progress.WRITTEN && mayRepeat(failure)) {
      tries.cut(failure, cause);
      repeatAfresh();
    } else {
      tries.noteWritten();
      retryOrFail(failure, cause);
    }
  }

  /** The application closed a kept connection before it read from it: that says nothing of it. */
  private void repeatOrGoElsewhere(String cause) {
    if (cluster().isApplication() && onUsedConnection && !tries.repeated()) {
      repeatAfresh();
    } else {
      goElsewhere(Failure.CONNECT_FAILURE, cause);
    }
  }

  private boolean mayRepeat(Failure failure) {
    return failure == Failure.UPSTREAM_CUT
        && cluster().isApplication()
        && onUsedConnection
        && !tries.repeated()
        && replay.isWhole()
        && Idempotence.isIdempotent(exchange.request().method());
  }

  private void repeatAfresh() {
    tries.noteRepeated();
    if (tries.wrote() && !Idempotence.isIdempotent(exchange.request().method())) {
      // Never meant to happen: counted so that it would show. Retries that a route wants are not.
      exchange.record().countRepeat();
    }
    EndpointState same = endpoint();
    leaveEndpoint();
    aimAt(same);
    connect(same);
  }

  private void goElsewhere(Failure failure, String cause) {
    EndpointState left = endpoint();
    tries.missed(left, failure, cause);
    leaveEndpoint();
    if (tries.choose(cluster()) != null) {
      exchange.record().countRedispatch();
      dispatcher.observer().onRedispatched(exchange.record(), left.endpoint().uid(), failure);
    }
    next();
  }

  void retryOrFail(Failure failure, String cause) {
    if (mayRetry() && retries.grantsAfter(failure, cluster())) {
      backOff();
    } else {
      fail(failure, cause);
    }
  }

  /** Could it be sent again as if for the first time? */
  private boolean mayRetry() {
    return !done && !responding && !tries.informed() && replay.isWhole();
  }

  /** Leaves the endpoint, and whatever it answers, for another try a little later. */
  private void backOff() {
    letGo();
    tries.beginAgain(endpoint);
    leaveEndpoint();
    timers.onBackOff(retries.backOffNanos(dispatcher.loop().random()));
  }

  void onBackedOff() {
    next();
  }

  private void fail(Failure failure, String cause) {
    if (done) {
      return;
    }
    boolean nothingWritten = !tries.wrote() && stream == null;
    release();
    if (nothingWritten) {
      dispatcher.side().onNothingWritten(exchange);
    }
    exchange.fail(failure, cause);
  }

  @Override
  public void cancel() {
    release();
  }

  /** Lets go of everything that the dispatch holds. */
  private void release() {
    if (done) {
      return;
    }
    done = true;
    timers.stop();
    replay.drop();
    retries.settle();
    letGo();
    leaveEndpoint();
  }

  /** Wants nothing more of its connection, nor of one to come. */
  private void letGo() {
    stopWaiting();
    ClientStream left = stream;
    stream = null;
    if (left != null) {
      left.cancel();
    }
  }

  private void stopWaiting() {
    if (cluster != null) {
      cluster.stopAwaiting(this);
    }
  }

  private void leaveEndpoint() {
    EndpointState left = endpoint;
    if (left != null) {
      endpoint = null;
      left.removePending(this);
      left.leave();
    }
  }

  private Cluster cluster() {
    if (cluster == null) {
      throw new IllegalStateException("dispatch: not started (expected: a cluster)");
    }
    return cluster;
  }

  private EndpointState endpoint() {
    if (endpoint == null) {
      throw new IllegalStateException("dispatch: aims nowhere (expected: an endpoint)");
    }
    return endpoint;
  }
}
