package io.heddle.proxy.telemetry;

import io.heddle.proxy.http.DownstreamConnection.Direction;
import io.heddle.proxy.http.ExchangeFacts;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.xds.SidecarStats;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the control plane is told of this sidecar's traffic; added to by every event loop. */
final class TrafficCounts {
  /** Upstream instances that are told apart; later ones are counted together, without a name. */
  static final int MAX_UPSTREAMS = 1_024;

  private static final int SERVER_ERROR = 500;

  private static final String MOVED = Failure.MOVED.flag();

  /** No byte reached the application, and a mesh client was told so. */
  private static final Set<String> UNPROCESSED_FLAGS = Set.of("UR", "UF", "UH", "UO", "OM");

  private final Map<Integer, InboundCounts> inbound = new ConcurrentHashMap<>();
  private final Map<String, UpstreamCounts> upstream = new ConcurrentHashMap<>();

  void onEnded(ExchangeFacts exchange) {
    if (exchange.connection().direction() == Direction.INBOUND) {
      InboundCounts counts = inbound(exchange.connection().port());
      counts.requests.increment();
      if (exchange.connection().isMesh()
          && exchange.madeByMesh()
          && UNPROCESSED_FLAGS.contains(exchange.flag())) {
        counts.refused.increment();
      }
      if (exchange.flag().equals(MOVED)) {
        counts.moved.increment();
      }
    } else if (hasFailed(exchange)) {
      upstream(exchange.endpointUid()).failed.increment();
    }
    if (exchange.repeated() > 0) {
      upstream(exchange.endpointUid()).repeated.add(exchange.repeated());
    }
  }

  /** A client that left ({@code DC}) took its request with it: nobody failed it. */
  private static boolean hasFailed(ExchangeFacts exchange) {
    return exchange.cut() || (exchange.madeByMesh() && exchange.status() >= SERVER_ERROR);
  }

  void onMisdirected(int port) {
    inbound(port).misdirected.increment();
  }

  void onPlaintext(int port) {
    inbound(port).plaintextConnections.increment();
  }

  void onRedispatched(String endpointUid) {
    upstream(endpointUid).redispatched.increment();
  }

  SidecarStats stats() {
    return new SidecarStats(inboundStats(), upstreamStats());
  }

  private List<SidecarStats.Inbound> inboundStats() {
    return inbound.entrySet().stream()
        .map(entry -> {
          InboundCounts counts = entry.getValue();
          return new SidecarStats.Inbound(
              entry.getKey(),
              counts.misdirected.sum(),
              counts.plaintextConnections.sum(),
              counts.refused.sum(),
              counts.requests.sum(),
              counts.moved.sum());
        })
        .toList();
  }

  private List<SidecarStats.Upstream> upstreamStats() {
    return upstream.entrySet().stream()
        .map(entry ->
            new SidecarStats.Upstream(
                entry.getKey(),
                entry.getValue().failed.sum(),
                entry.getValue().redispatched.sum(),
                entry.getValue().repeated.sum()))
        .toList();
  }

  private InboundCounts inbound(int port) {
    InboundCounts counts = inbound.get(port);
    return counts != null ? counts : inbound.computeIfAbsent(port, _ -> new InboundCounts());
  }

  private UpstreamCounts upstream(String uid) {
    UpstreamCounts counts = upstream.get(uid);
    if (counts != null) {
      return counts;
    }
    String name = upstream.size() < MAX_UPSTREAMS ? uid : "";
    return upstream.computeIfAbsent(name, _ -> new UpstreamCounts());
  }

  private static final class InboundCounts {
    private final LongAdder misdirected = new LongAdder();
    private final LongAdder plaintextConnections = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder moved = new LongAdder();
  }

  private static final class UpstreamCounts {
    private final LongAdder failed = new LongAdder();
    private final LongAdder redispatched = new LongAdder();
    private final LongAdder repeated = new LongAdder();
  }
}
