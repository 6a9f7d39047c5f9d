package io.heddle.examples.mix;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.heddle.examples.market.Kind;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** A mixed load that runs, on threads of its own, until it is told to stop. */
public final class MixLoad implements AutoCloseable {
  private final MixPlan plan;
  private final Timing timing;
  private final Stop stop = new Stop();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final ManagedChannel channel;
  private final HttpClient webSockets = HttpClient.newHttpClient();
  private final SplittableRandom random;
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
  private final List<Requests> requests = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  private MixLoad(MixPlan plan, Timing timing) {
    this.plan = plan;
    this.timing = timing;
    this.random = new SplittableRandom(plan.seed());
    this.channel =
        NettyChannelBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), plan.market().grpc()))
            .usePlaintext()
            // What the mesh loses must be seen.
            .disableRetry()
            .build();
  }

  public static MixLoad start(MixPlan plan, Timing timing) {
    MixLoad load = new MixLoad(plan, timing);
    for (Kind kind : Kind.values()) {
      load.tallies.put(kind, new Tally(kind));
    }
    for (Kind kind : Kind.values()) {
      load.start(kind);
    }
    return load;
  }

  private void start(Kind kind) {
    Tally tally = tally(kind);
    int http = plan.market().http();
    int h2 = plan.market().h2();
    Duration timeout = plan.timeout();
    switch (kind) {
      case HTTP1_GET -> call(tally, WebCaller.http1(vertx, HttpMethod.GET, http, timeout));
      case HTTP1_POST -> call(tally, WebCaller.http1(vertx, HttpMethod.POST, http, timeout));
      case HTTP2_GET -> call(tally, WebCaller.http2(vertx, HttpMethod.GET, h2, timeout));
      case HTTP2_POST -> call(tally, WebCaller.http2(vertx, HttpMethod.POST, h2, timeout));
      case GRPC_UNARY -> call(tally, new UnaryCaller(channel, timeout));
      case GRPC_SERVER_STREAM -> hold(tally, new WatchClient(channel, tally, timing, timeout));
      case GRPC_BIDI -> hold(tally, new TalkClient(channel, tally, timing.ticker(), timeout));
      case WEBSOCKET ->
          hold(tally, new WebSocketClient(webSockets, http, tally, timing.ticker(), timeout));
      case TCP -> hold(tally, new TcpClient(plan.market().tcp(), tally, timing.ticker(), timeout));
    }
  }

  private void call(Tally tally, Caller caller) {
    Arrivals arrivals = new Arrivals(plan.rate(tally.kind()), plan.rampUp(), random.split());
    Requests sender = new Requests(tally, caller, arrivals, timing, stop);
    requests.add(sender);
    threads.add(Thread.startVirtualThread(sender));
  }

  private void hold(Tally tally, SessionClient client) {
    hold(tally, client, Sessions.Length.wholeRun());
    for (int i = 1; i < plan.openSessions(tally.kind()); i++) {
      hold(tally, client, Sessions.Length.random(plan.sessions(), random.split()));
    }
  }

  private void hold(Tally tally, SessionClient client, Sessions.Length length) {
    Duration interval = plan.messageInterval(tally.kind());
    Sessions.Lasting lasting = new Sessions.Lasting(length, interval);
    threads.add(
        Thread.startVirtualThread(new Sessions(tally, client, lasting, timing.ticker(), stop)));
  }

  private Tally tally(Kind kind) {
    Tally tally = tallies.get(kind);
    if (tally == null) {
      throw new IllegalStateException(kind + ": no tally");
    }
    return tally;
  }

  /** What has happened so far. */
  public View view() {
    Histogram all = new Histogram(3);
    tallies.values().forEach(tally -> tally.addTo(all));
    return new View(
        tallies.values().stream().mapToLong(Tally::sentCount).sum(),
        tallies.values().stream().mapToLong(Tally::failedCount).sum(),
        all.getValueAtPercentile(50) / 1_000.0,
        all.getValueAtPercentile(99) / 1_000.0);
  }

  /** All kinds together. */
  public record View(long sent, long failed, double p50Millis, double p99Millis) {}

  /** Sends no more, ends all sessions, and waits for what is in flight. */
  public Reconciliation finish() throws InterruptedException {
    stop.ask();
    for (Thread thread : threads) {
      thread.join();
    }
    for (Requests sender : requests) {
      sender.awaitAnswers(plan.timeout().multipliedBy(2));
    }
    return new Reconciliation(tallies);
  }

  @Override
  public void close() {
    stop.ask();
    var _ = channel.shutdownNow();
    webSockets.shutdownNow();
    var _ = vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
