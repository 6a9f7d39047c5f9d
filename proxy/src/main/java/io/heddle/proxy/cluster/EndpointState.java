package io.heddle.proxy.cluster;

import io.heddle.proxy.cluster.balance.Candidates;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.http.LoadStamp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one event loop knows of an endpoint: its load, its connections, who waits for it. */
final class EndpointState {
  private static final double STAMP_HALF_LIFE_NANOS = Duration.ofMillis(1_500).toNanos();
  private static final long STAMP_FORGOTTEN_NANOS = Duration.ofSeconds(10).toNanos();

  private final LoopResources loop;

  /** Those with room for an exchange; of HTTP/1, the ones without any. */
  private final ArrayDeque<PooledConnection> idle = new ArrayDeque<>();

  private final Set<PooledConnection> connections = new LinkedHashSet<>();
  private final Set<Pending> pending = new LinkedHashSet<>();
  private final Set<Opening> openings = new LinkedHashSet<>();

  private final String address;
  private Endpoint endpoint;
  private boolean present = true;
  private int inFlight;
  private int waiting;
  private @Nullable Long lifeNanos;
  private @Nullable LoadStamp stamp;
  private long stampNanos;

  EndpointState(Endpoint endpoint, LoopResources loop) {
    this.endpoint = endpoint;
    this.address = endpoint.host() + ":" + endpoint.port();
    this.loop = loop;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  String address() {
    return address;
  }

  void update(Endpoint now) {
    endpoint = now;
    present = true;
  }

  void removed() {
    present = false;
  }

  boolean isPresent() {
    return present;
  }

  boolean takesRequests() {
    return present && endpoint.takesRequests();
  }

  /** May its connections stay open? A warming endpoint's may: they were opened ahead. */
  boolean keepsConnections() {
    return present && endpoint.health() != Endpoint.Health.DRAINING;
  }

  void enter() {
    inFlight++;
  }

  int inFlight() {
    return inFlight;
  }

  void leave() {
    inFlight--;
  }

  void stamped(LoadStamp latest) {
    stamp = latest;
    stampNanos = loop.now();
  }

  /** Has the instance said of itself, lately, that it drains? */
  boolean saysItDrains() {
    return stamp != null && stamp.draining() && loop.now() - stampNanos < STAMP_FORGOTTEN_NANOS;
  }

  double load() {
    if (stamp == null) {
      return inFlight;
    }
    double age = loop.now() - stampNanos;
    return Math.max(inFlight, stamp.inFlight() * Math.pow(0.5, age / STAMP_HALF_LIFE_NANOS));
  }

  double serviceMillis() {
    return stamp == null || loop.now() - stampNanos > STAMP_FORGOTTEN_NANOS
        ? Candidates.UNKNOWN
        : stamp.serviceMillis();
  }

  void addPending(Pending waiting) {
    pending.add(waiting);
  }

  void removePending(Pending waiting) {
    pending.remove(waiting);
  }

  List<Pending> pending() {
    return new ArrayList<>(pending);
  }

  /** Somebody who has chosen this endpoint waits for a connection. */
  void joined() {
    waiting++;
  }

  void left() {
    waiting--;
  }

  /** Do more requests wait than there will be room for on the connections that are on the way? */
  boolean wantsOpening(int exchangesAtOnce) {
    return waiting > openings.size() * exchangesAtOnce;
  }

  int openingCount() {
    return openings.size();
  }

  void begun(Opening opening) {
    openings.add(opening);
  }

  void ended(Opening opening) {
    openings.remove(opening);
  }

  /** Gives up what is being opened; how many there were. */
  int cancelOpenings() {
    List<Opening> given = List.copyOf(openings);
    openings.clear();
    given.forEach(Opening::cancel);
    return given.size();
  }

  /** A handshake or an exchange has come to its end. */
  void lived() {
    lifeNanos = loop.now();
  }

  boolean livedSince(long nanos) {
    return lifeNanos != null && lifeNanos - nanos > 0;
  }

  void opened(PooledConnection connection) {
    connections.add(connection);
  }

  void closed(PooledConnection connection) {
    connections.remove(connection);
    idle.remove(connection);
  }

  /** The connection used last, if it is still good; older ones are closed when they are too old. */
  @Nullable PooledConnection takeIdle(Duration maxIdle) {
    long now = loop.now();
    while (true) {
      PooledConnection connection = idle.peekFirst();
      if (connection == null) {
        return null;
      }
      boolean isUsable = connection.isUsable(now, maxIdle);
      int room = connection.connection().room();
      if (!isUsable || room <= 1) {
        idle.removeFirst();
        connection.offered(false);
      }
      if (!isUsable) {
        connection.connection().closeWhenIdle();
      } else if (room > 0) {
        return connection;
      }
    }
  }

  void putIdle(PooledConnection connection) {
    if (!connection.isOffered()) {
      connection.offered(true);
      idle.addFirst(connection);
    }
  }

  void closeIdleOlderThan(Duration maxIdle) {
    long now = loop.now();
    while (!idle.isEmpty() && !idle.peekLast().isUsable(now, maxIdle)) {
      close(idle.pollLast());
    }
  }

  boolean closeOldestIdle() {
    Iterator<PooledConnection> fromOldest = idle.descendingIterator();
    while (fromOldest.hasNext()) {
      PooledConnection oldest = fromOldest.next();
      if (oldest.connection().isIdle()) {
        fromOldest.remove();
        close(oldest);
        return true;
      }
    }
    return false;
  }

  private static void close(PooledConnection connection) {
    connection.offered(false);
    connection.connection().closeWhenIdle();
  }

  /** Closes those that are idle at once, the others when their exchange ends. */
  void closeConnections(Predicate<PooledConnection> which) {
    idle.removeIf(connection -> {
      boolean leaves = which.test(connection);
      connection.offered(!leaves);
      return leaves;
    });
    for (PooledConnection connection : List.copyOf(connections)) {
      if (which.test(connection)) {
        connection.connection().closeWhenIdle();
      }
    }
  }

  int idleCount() {
    return idle.size();
  }
}
