package io.heddle.proxy.listener;

import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.filter.mirror.MirrorObserver;
import io.heddle.proxy.http.ApplicationObserver;
import io.heddle.proxy.http.ConnectionObserver;
import io.heddle.proxy.http.DownstreamConnection;
import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.ExchangeFacts;
import io.heddle.proxy.http.ExchangeObserver;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.TcpFacts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what observers are told, for tests to wait on. */
final class RecordedFacts
    implements ExchangeObserver, ConnectionObserver, ApplicationObserver, MirrorObserver {
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final BlockingQueue<TcpFacts> forwarded = new LinkedBlockingQueue<>();
  private final BlockingQueue<DownstreamConnection> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<Refusal> refusals = new LinkedBlockingQueue<>();
  private final BlockingQueue<Drop> drops = new LinkedBlockingQueue<>();
  private final AtomicInteger applicationRefusals = new AtomicInteger();
  private final List<String> misdirected = new CopyOnWriteArrayList<>();
  private final List<Failure> invalid = new CopyOnWriteArrayList<>();

  /** The facts of one exchange, copied. */
  record Ended(
      int status,
      String flag,
      String detail,
      String endpointUid,
      String peer,
      int redispatched,
      int repeated,
      int retried,
      boolean madeByMesh,
      long requestBytes,
      long responseBytes) {}

  Ended nextEnded() throws InterruptedException {
    return next(ended);
  }

  TcpFacts nextForwarded() throws InterruptedException {
    return next(forwarded);
  }

  DownstreamConnection nextOpened() throws InterruptedException {
    return next(opened);
  }

  Refusal nextRefusal() throws InterruptedException {
    return next(refusals);
  }

  Drop nextDrop() throws InterruptedException {
    return next(drops);
  }

  /** The oldest that nobody has asked for; empty when there is none. */
  Optional<Refusal> firstRefusal() {
    return Optional.ofNullable(refusals.peek());
  }

  /** How often somebody found the application away. */
  int applicationRefusals() {
    return applicationRefusals.get();
  }

  List<String> misdirected() {
    return misdirected;
  }

  List<Failure> invalid() {
    return invalid;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T one = queue.poll(10, TimeUnit.SECONDS);
    if (one == null) {
      throw new AssertionError("nothing was observed within 10 s");
    }
    return one;
  }

  @Override
  public void onStarted(ExchangeFacts exchange) {}

  @Override
  public void onEnded(ExchangeFacts exchange) {
    ended.add(
        new Ended(
            exchange.status(),
            exchange.flag(),
            exchange.detail(),
            exchange.endpointUid(),
            exchange.connection().peer(),
            exchange.redispatched(),
            exchange.repeated(),
            exchange.retried(),
            exchange.madeByMesh(),
            exchange.requestBytes(),
            exchange.responseBytes()));
  }

  @Override
  public void onInvalidRequest(DownstreamConnection connection, Failure failure, String detail) {
    invalid.add(failure);
  }

  @Override
  public void onMisdirected(ExchangeFacts exchange) {
    misdirected.add(exchange.request().target());
  }

  @Override
  public void onRedispatched(ExchangeFacts exchange, String endpointUid, Failure cause) {}

  @Override
  public void onRetried(ExchangeFacts exchange, String endpointUid, RetryPolicy.Cause cause) {}

  @Override
  public void onRetryRefused(ExchangeFacts exchange, RetryRefusal why) {}

  @Override
  public void onDropped(String cluster, Drop why) {
    drops.add(why);
  }

  @Override
  public void onConnectFailed() {
    applicationRefusals.incrementAndGet();
  }

  @Override
  public void onOpened(DownstreamConnection connection) {
    opened.add(connection);
  }

  @Override
  public void onClosed(DownstreamConnection connection) {}

  @Override
  public void onRefused(Direction direction, int port, Refusal refusal, String detail) {
    refusals.add(refusal);
  }

  @Override
  public void onForwarded(TcpFacts facts) {
    forwarded.add(facts);
  }

  @Override
  public void onUpstreamConnect(String cluster, String endpointUid, long nanos, String cause) {}
}
