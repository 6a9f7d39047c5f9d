package io.heddle.proxy.listener;

import io.heddle.proxy.cluster.InstanceLoad;
import io.heddle.proxy.http.DownstreamConnection.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Whether anybody still talks to this instance; read by any thread. */
public final class InboundActivity {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration OTHERS_QUIET = Duration.ofMillis(100);

  private final InstanceLoad load;
  private final ScheduledExecutorService scheduler;
  private final LongSupplier nanoTicker;
  private final Map<String, Integer> meshByPeer = new ConcurrentHashMap<>();
  private final AtomicInteger others = new AtomicInteger();

  InboundActivity(InstanceLoad load, ScheduledExecutorService scheduler, LongSupplier nanoTicker) {
    this.load = load;
    this.scheduler = scheduler;
    this.nanoTicker = nanoTicker;
  }

  /** One connection that is counted until it says that it is closed. */
  interface Connection {
    void closed();
  }

  Connection opened(Kind kind, String peerUid) {
    if (kind == Kind.MESH) {
      meshByPeer.merge(peerUid, 1, Integer::sum);
      return () -> meshByPeer.computeIfPresent(peerUid, (_, open) -> open == 1 ? null : open - 1);
    }
    others.incrementAndGet();
    return others::decrementAndGet;
  }

  /** Open connections of Heddle sidecars. */
  public int meshConnections() {
    return meshByPeer.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int otherConnections() {
    return others.get();
  }

  /** Requests and opaque connections that the application has not ended. */
  public int inFlight() {
    return load.inFlight();
  }

  /**
   * Completes when every mesh connection has been closed by its client, nothing is in flight, and
   * connections of others, if there are any, have carried nothing for 100 ms. Looks until then, or
   * until it is cancelled.
   *
   * @param notWaitedFor uids of instances whose connections may stay open
   */
  public CompletableFuture<Void> quietBut(Set<String> notWaitedFor) {
    CompletableFuture<Void> quiet = new CompletableFuture<>();
    scheduler.execute(new Watch(quiet, Set.copyOf(notWaitedFor)));
    return quiet;
  }

  /** Looks again and again while somebody waits; nothing is counted on the request path for it. */
  private final class Watch implements Runnable {
    private final CompletableFuture<Void> quiet;
    private final Set<String> notWaitedFor;
    private long seenBegun = -1;
    private long stillSinceNanos;

    Watch(CompletableFuture<Void> quiet, Set<String> notWaitedFor) {
      this.quiet = quiet;
      this.notWaitedFor = notWaitedFor;
    }

    @Override
    public void run() {
      if (quiet.isDone()) {
        return;
      }
      long begun = load.begun();
      if (load.inFlight() > 0 || begun != seenBegun) {
        seenBegun = begun;
        stillSinceNanos = nanoTicker.getAsLong();
      }
      boolean still = nanoTicker.getAsLong() - stillSinceNanos >= OTHERS_QUIET.toNanos();
      boolean letGo = notWaitedFor.containsAll(meshByPeer.keySet());
      if (letGo && load.inFlight() == 0 && (others.get() == 0 || still)) {
        quiet.complete(null);
      } else {
        var _ = scheduler.schedule(this, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}
