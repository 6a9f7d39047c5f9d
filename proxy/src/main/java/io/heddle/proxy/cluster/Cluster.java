package io.heddle.proxy.cluster;

import io.heddle.proxy.cluster.balance.Balancer;
import io.heddle.proxy.cluster.balance.Candidates;
import io.heddle.proxy.cluster.balance.LeastRequest;
import io.heddle.proxy.cluster.balance.RoundRobin;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.ClusterConfig.Version;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.http.ClientProtocol;
import io.heddle.proxy.http.Deadlines;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One cluster on one event loop: its endpoints, how one is chosen, and its limits. */
final class Cluster {
  private final LoopResources loop;
  private final Connector connector;
  private final ClusterEnvironment environment;
  private final Map<EndpointKey, EndpointState> endpoints = new LinkedHashMap<>();
  private final WaitingLine line = new WaitingLine();
  private final Sweep sweep = new Sweep();
  private final RetryBudget retries;

  private ClusterConfig config;
  private Balancer balancer;
  private List<EndpointState> serving = List.of();
  private int connections;
  private int openings;
  private boolean retired;

  Cluster(ClusterConfig config, EndpointSet set, ClusterEnvironment environment) {
    this.config = config;
    this.loop = environment.loop();
    this.connector = environment.connector();
    this.environment = environment;
    this.retries = new RetryBudget(loop);
    this.balancer = balancer(config.balance());
    readEndpoints(set);
    loop.deadlines().add(sweep);
    sweep.again();
  }

  private record EndpointKey(String host, int port, String uid) {
    static EndpointKey of(Endpoint endpoint) {
      return new EndpointKey(endpoint.host(), endpoint.port(), endpoint.uid());
    }
  }

  private final class Sweep extends Deadlines.Deadline {
    void again() {
      expireAt(loop.now() + Duration.ofMillis(500).toNanos());
    }

    @Override
    protected void onExpired() {
      for (EndpointState endpoint : endpoints.values()) {
        endpoint.closeIdleOlderThan(maxIdle());
      }
      again();
    }
  }

  private Balancer balancer(ClusterConfig.Balance balance) {
    return switch (balance) {
      case ROUND_ROBIN -> new RoundRobin(loop.random());
      case LEAST_REQUEST -> new LeastRequest(loop.random());
    };
  }

  ClusterConfig config() {
    return config;
  }

  /** Are its endpoints the application beside us? Nobody speaks mutual TLS with that. */
  boolean isApplication() {
    return config.source() instanceof EndpointSource.Fixed
        && config.transport() instanceof Transport.Plaintext;
  }

  /** May who has this SPIFFE id be on the other side? */
  boolean accepts(String id) {
    return !(config.transport() instanceof Transport.MutualTls mutual)
        || mutual.peers().accepts(id);
  }

  ClientProtocol protocol() {
    return environment.protocols().of(config.version());
  }

  RetryBudget retries() {
    return retries;
  }

  /** How many requests are on the way to its endpoints. */
  int inFlight() {
    int sum = 0;
    for (EndpointState endpoint : endpoints.values()) {
      sum += endpoint.inFlight();
    }
    return sum;
  }

  /** An application that speaks HTTP/1 may close just when a request is on its way. */
  Duration maxIdle() {
    return isApplication() && config.version() == Version.HTTP_1
        ? environment.settings().applicationReuse()
        : config.idle();
  }

  /** Takes over a new snapshot's word; who has chosen wrongly is told in {@link #settle}. */
  void update(ClusterConfig latest, EndpointSet set) {
    ClusterConfig before = config;
    if (latest.balance() != config.balance()) {
      balancer = balancer(latest.balance());
    }
    config = latest;
    readEndpoints(set);
    closeWhatDiffers(before);
  }

  /** What this cluster would not open as it is now goes; who only learned of more peers stays. */
  private void closeWhatDiffers(ClusterConfig old) {
    Transport before = old.transport();
    if (config.version() == old.version()
        && config.transport() instanceof Transport.MutualTls(var protocols, var peers)
        && before instanceof Transport.MutualTls(var protocolsBefore, var peersBefore)
        && protocols.equals(protocolsBefore)) {
      if (!peers.covers(peersBefore)) {
        endpoints.values().forEach(this::closeUnaccepted);
      }
    } else if (config.version() != old.version() || !config.transport().equals(before)) {
      endpoints.values().forEach(this::closeConnections);
    }
  }

  private void closeUnaccepted(EndpointState endpoint) {
    openings -= endpoint.cancelOpenings();
    endpoint.closeConnections(connection -> !accepts(connection.peer().id()));
  }

  private void closeConnections(EndpointState endpoint) {
    openings -= endpoint.cancelOpenings();
    endpoint.closeConnections(_ -> true);
  }

  private void readEndpoints(EndpointSet set) {
    endpoints.values().forEach(EndpointState::removed);
    for (Endpoint endpoint : set.endpoints()) {
      EndpointKey key = EndpointKey.of(endpoint);
      EndpointState known = endpoints.get(key);
      if (known == null) {
        endpoints.put(key, new EndpointState(endpoint, loop));
      } else {
        known.update(endpoint);
      }
    }
    serving = endpoints.values().stream().filter(EndpointState::takesRequests).toList();
  }

  /** Lets go of endpoints that drain or are gone; who waits for one chooses again. */
  void settle() {
    for (EndpointState endpoint : List.copyOf(endpoints.values())) {
      if (!endpoint.takesRequests()) {
        endpoint.pending().forEach(Pending::chooseAgain);
      }
      if (!endpoint.keepsConnections()) {
        closeConnections(endpoint);
      }
    }
    endpoints.values().removeIf(endpoint -> !endpoint.isPresent());
    tellOfRoom();
  }

  /**
   * The cluster itself is gone: no route leads here any more. Its endpoints may be as good as ever,
   * so who was on the way to one still gets there.
   */
  void retire() {
    retired = true;
    loop.deadlines().remove(sweep);
    endpoints.values().forEach(endpoint -> endpoint.closeConnections(_ -> true));
  }

  /** Null when no endpoint beside those tried takes requests. */
  @Nullable EndpointState choose(Collection<EndpointState> tried) {
    List<EndpointState> candidates = serving;
    if (!tried.isEmpty() || anyDrains(candidates)) {
      candidates = untried(tried);
    }
    return candidates.isEmpty()
        ? null
        : candidates.get(balancer.choose(new EndpointCandidates(candidates)));
  }

  private static boolean anyDrains(List<EndpointState> candidates) {
    for (EndpointState candidate : candidates) {
      if (candidate.saysItDrains()) {
        return true;
      }
    }
    return false;
  }

  /** Endpoints that say themselves that they drain come only when there is no other. */
  private List<EndpointState> untried(Collection<EndpointState> tried) {
    List<EndpointState> steady = new ArrayList<>(serving.size());
    List<EndpointState> draining = new ArrayList<>();
    for (EndpointState endpoint : serving) {
      if (!tried.contains(endpoint)) {
        (endpoint.saysItDrains() ? draining : steady).add(endpoint);
      }
    }
    return steady.isEmpty() ? draining : steady;
  }

  private record EndpointCandidates(List<EndpointState> endpoints) implements Candidates {
    @Override
    public int size() {
      return endpoints.size();
    }

    @Override
    public double inFlight(int index) {
      return endpoints.get(index).load();
    }

    @Override
    public double serviceMillis(int index) {
      return endpoints.get(index).serviceMillis();
    }
  }

  @Nullable EndpointState find(Endpoint endpoint) {
    return endpoints.get(EndpointKey.of(endpoint));
  }

  boolean hasRoom() {
    return room() > 0;
  }

  private int room() {
    return loop.share(config.limits().maxConnections()) - connections;
  }

  /**
   * Gets in line for a connection, and has one opened unless enough are on the way; false when too
   * many wait already. Who waits for one that may still be opened is not too many.
   */
  boolean await(Waiter waiter, EndpointState chosen) {
    int unopened = Math.max(0, room()) + openings;
    if (line.size() >= loop.share(config.limits().maxPendingRequests()) + unopened) {
      return false;
    }
    line.add(waiter, chosen);
    openFor(chosen);
    if (!hasRoom()) {
      closeOneIdle();
    }
    return true;
  }

  void stopAwaiting(Waiter waiter) {
    line.remove(waiter);
  }

  /** Opens connections for those in line, few at a time: handshakes take from requests. */
  void openFor(EndpointState target) {
    int most = environment.settings().connectsAtOnce();
    int exchanges = protocol().exchangesAtOnce();
    while (target.wantsOpening(exchanges) && target.openingCount() < most && hasRoom()) {
      Opening opening = new Opening(this, target, loop.now());
      target.begun(opening);
      openings++;
      opening.start();
    }
  }

  /** Who waits for one endpoint does not wait for the idle connections of another. */
  private void closeOneIdle() {
    for (EndpointState endpoint : endpoints.values()) {
      if (endpoint.closeOldestIdle()) {
        return;
      }
    }
  }

  void onOpened(Opening opening, Channel channel, Peer peer) {
    ended(opening);
    keep(opening.target(), channel, peer);
    openFor(opening.target());
  }

  /**
   * Where nothing else was heard of the endpoint meanwhile, it is away for all who wait for it;
   * else one of them goes elsewhere, so that no failure is tried for ever.
   */
  void onOpeningFailed(Opening opening, String cause) {
    EndpointState target = opening.target();
    ended(opening);
    List<Waiter> waiters = line.at(target);
    for (Waiter waiter : waiters.subList(0, leaving(opening, waiters.size()))) {
      if (line.isAt(waiter, target)) {
        waiter.onConnectFailed(cause);
      }
    }
    openFor(target);
  }

  private static int leaving(Opening failed, int waiters) {
    return failed.sawLife() ? Math.min(1, waiters) : waiters;
  }

  private void ended(Opening opening) {
    opening.target().ended(opening);
    openings--;
  }

  /** Opens a connection that counts against the limit until it is closed. */
  ConnectAttempt connect(EndpointState target, ConnectListener listener) {
    long start = loop.now();
    ConnectListener observed =
        new ObservedConnect(listener, this, target.endpoint().uid(), start, environment);
    ConnectAttempt attempt =
        connector.connect(target.endpoint(), config.transport(), config.connectTimeout(), observed);
    Channel channel = attempt.channel();
    if (channel != null) {
      connections++;
      channel.closeFuture().addListener(closed -> onConnectionClosed());
    }
    return attempt;
  }

  /** Takes a new connection into the pool. */
  void keep(EndpointState target, Channel channel, Peer peer) {
    onFree(new PooledConnection(this, target, channel, peer));
  }

  private void onConnectionClosed() {
    boolean wasFull = !hasRoom();
    connections--;
    if (wasFull) {
      tellOfRoom();
    }
  }

  private void tellOfRoom() {
    for (Waiter waiter : line.all()) {
      if (!hasRoom()) {
        return;
      }
      waiter.onRoom();
    }
  }

  void onFree(PooledConnection connection) {
    connection.idleSince(loop.now());
    EndpointState endpoint = connection.endpoint();
    endpoint.lived();
    if (endpoint.takesRequests() && isTaken(connection)) {
      return;
    }
    boolean inTheWay = line.size() > 0 && !hasRoom() && connection.connection().isIdle();
    if (inTheWay || retired || !endpoint.keepsConnections() || endpoint.saysItDrains()) {
      connection.connection().closeWhenIdle();
    } else {
      endpoint.putIdle(connection);
    }
  }

  /** Lets those in line have it; true when it has no room left. */
  private boolean isTaken(PooledConnection connection) {
    while (line.offer(connection)) {
      if (connection.connection().room() == 0) {
        return true;
      }
    }
    return false;
  }
}
