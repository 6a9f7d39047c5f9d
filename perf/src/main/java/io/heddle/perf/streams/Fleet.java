package io.heddle.perf.streams;

import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.xds.JoinToken;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sidecars of one control plane, each with a connection of its own, on loops of their own. */
public final class Fleet implements AutoCloseable {
  /** Where all endpoints are. */
  public static final String HOST = "127.0.0.1";

  private static final Duration JOINED_WITHIN = Duration.ofMinutes(2);

  /** More handshakes at once would only wait for each other, until some give up. */
  private static final int JOINING_AT_ONCE = 50;

  private final InetSocketAddress controlPlane;
  private final FleetLoops loops;
  private final SecureRandom random = new SecureRandom();
  private final List<Sidecar> sidecars = new ArrayList<>();
  private final Map<Integer, ProxySnapshot> inForce = new ConcurrentHashMap<>();
  private final List<Arrivals> expected = new CopyOnWriteArrayList<>();
  private final Incidents incidents = new Incidents();

  public Fleet(InetSocketAddress controlPlane, int threads) {
    this.controlPlane = controlPlane;
    this.loops = new FleetLoops(threads);
  }

  /**
   * Sidecars that call others; returns when all they name is in force at each.
   *
   * @param token for those that have no certificate yet
   * @param states a new directory, or one that holds certificates, for each
   * @param listeners that each subscribes to
   */
  public void addCallers(Optional<String> token, List<Path> states, List<String> listeners)
      throws InterruptedException {
    List<CompletableFuture<Void>> joining = new ArrayList<>();
    for (Path state : states) {
      CompletableFuture<Void> whole = new CompletableFuture<>();
      int number = sidecars.size();
      Sidecar.Station station =
          station(snapshot -> {
            if (!whole.isDone() && snapshot.listeners().keySet().containsAll(listeners)) {
              whole.complete(null);
            }
            applied(number, snapshot);
          });
      Sidecar sidecar = new Sidecar(station, token.map(JoinToken::parse), state, Sidecar.calling());
      sidecars.add(sidecar);
      sidecar.start(listeners);
      joining.add(whole);
      awaitRoom(joining);
    }
    awaitAll(joining);
  }

  /** Sidecars of an application each; returns when each could take requests. */
  public List<Sidecar> addServing(String token, List<Path> states, List<Integer> ports)
      throws InterruptedException {
    List<Sidecar> added = new ArrayList<>();
    List<CompletableFuture<Void>> joining = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      Sidecar sidecar =
          new Sidecar(
              station(_ -> {}),
              Optional.of(JoinToken.parse(token)),
              states.get(i),
              Sidecar.serving(ports.get(i)));
      sidecars.add(sidecar);
      added.add(sidecar);
      sidecar.start(List.of());
      joining.add(sidecar.configured());
      awaitRoom(joining);
    }
    awaitAll(joining);
    return added;
  }

  /** Their processes end. */
  public void remove(List<Sidecar> ended) {
    ended.forEach(Sidecar::close);
    sidecars.removeAll(ended);
  }

  public int size() {
    return sidecars.size();
  }

  /** From now on it is noted when each sidecar sees it; those that do already see it now. */
  public Arrivals expect(Sighting sighting) {
    Arrivals arrivals = new Arrivals(sighting, size());
    expected.add(arrivals);
    long now = System.nanoTime();
    inForce.forEach((number, snapshot) -> arrivals.look(number, snapshot, now));
    return arrivals;
  }

  /** Nobody waits for it any more. */
  public void forget(Arrivals arrivals) {
    expected.remove(arrivals);
  }

  /** Breaks all connections at once; the sidecars come back as they always do. */
  public void cut() {
    loops.cutAll();
  }

  public WireBytes bytes() {
    return loops.bytes();
  }

  /** What went wrong, each once, at most a few. */
  public List<String> problems() {
    return incidents.problems();
  }

  /** What was unusual. */
  public List<String> remarks() {
    return incidents.remarks();
  }

  private Sidecar.Station station(SnapshotWatcher watcher) {
    CompletableFuture<Void> applied = CompletableFuture.completedFuture(null);
    return new Sidecar.Station(
        controlPlane,
        loops,
        random,
        snapshot -> {
          watcher.applied(snapshot);
          return applied;
        },
        incidents);
  }

  private void applied(int number, ProxySnapshot snapshot) {
    inForce.put(number, snapshot);
    if (!expected.isEmpty()) {
      long now = System.nanoTime();
      for (Arrivals arrivals : expected) {
        arrivals.look(number, snapshot, now);
      }
    }
  }

  private void awaitRoom(List<CompletableFuture<Void>> joining) throws InterruptedException {
    if (joining.size() >= JOINING_AT_ONCE) {
      await(joining.get(joining.size() - JOINING_AT_ONCE));
    }
  }

  private void awaitAll(List<CompletableFuture<Void>> joining) throws InterruptedException {
    for (CompletableFuture<Void> one : joining) {
      await(one);
    }
  }

  private void await(CompletableFuture<Void> joined) throws InterruptedException {
    try {
      joined.get(JOINED_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "sidecars: one of "
              + size()
              + " not configured within "
              + JOINED_WITHIN.toSeconds()
              + " s: "
              + problems(),
          e);
    }
  }

  @Override
  public void close() {
    sidecars.forEach(Sidecar::close);
    var _ = loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private interface SnapshotWatcher {
    void applied(ProxySnapshot snapshot);
  }
}
