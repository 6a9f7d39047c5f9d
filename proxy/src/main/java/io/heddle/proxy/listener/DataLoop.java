package io.heddle.proxy.listener;

import io.heddle.proxy.cluster.ClientProtocols;
import io.heddle.proxy.cluster.ClusterEnvironment;
import io.heddle.proxy.cluster.Clusters;
import io.heddle.proxy.cluster.HttpDispatcher;
import io.heddle.proxy.cluster.InboundSide;
import io.heddle.proxy.cluster.InstanceLoad;
import io.heddle.proxy.cluster.LoopResources;
import io.heddle.proxy.cluster.MirrorDispatcher;
import io.heddle.proxy.cluster.OutboundSide;
import io.heddle.proxy.cluster.SocketConnector;
import io.heddle.proxy.cluster.TcpDialer;
import io.heddle.proxy.filter.cors.CorsFilter;
import io.heddle.proxy.filter.gate.GateFilter;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.filter.memory.MemoryFilter;
import io.heddle.proxy.filter.mirror.MirrorBudget;
import io.heddle.proxy.filter.mirror.MirrorLimits;
import io.heddle.proxy.filter.mirror.Mirroring;
import io.heddle.proxy.filter.timeout.RouteTimeout;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.Filter;
import io.heddle.proxy.http.HttpPipeline;
import io.heddle.proxy.http.HttpService;
import io.heddle.proxy.http.LongLived;
import io.heddle.proxy.http.Terminal;
import io.heddle.proxy.http.head.HeadLimits;
import io.heddle.proxy.http1.Http1Client;
import io.heddle.proxy.http2.Http2Client;
import io.heddle.proxy.http2.Http2Limits;
import io.heddle.proxy.memory.LoopMemory;
import io.heddle.proxy.route.RouteFilter;
import io.heddle.proxy.tcp.TcpProxy;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that one event loop serves with: no other thread touches it. */
final class DataLoop {
  private final DataPathConfig config;
  private final LoopResources resources;
  private final Clusters clusters;
  private final InstanceLoad.Cell load;
  private final InboundGate gate;
  private final TcpProxy tcp;
  private final Terminal inbound;
  private final Terminal outbound;
  private final HeldConnections held;
  private final MemoryFilter full;
  private final CorsFilter cors = new CorsFilter();
  private final RouteTimeout timeout = new RouteTimeout();
  private final Set<LongLived> longLived = new LinkedHashSet<>();
  private LoopSnapshot snapshot = LoopSnapshot.EMPTY;

  DataLoop(EventLoop eventLoop, InstanceLoad.Cell load, LoopMemory memory, Shared shared) {
    this.config = shared.config();
    this.load = load;
    this.gate = shared.gate();
    Deadlines deadlines = new Deadlines(eventLoop, config.time().nanoTicker());
    this.resources =
        new LoopResources(eventLoop, deadlines, config.random().get(), config.loops(), memory);
    this.full = new MemoryFilter(memory, config.protections());
    SocketConnector connector =
        new SocketConnector(
            resources, shared.transports().client(), shared.tls(), config.upstream().handshake());
    this.clusters =
        new Clusters(
            new ClusterEnvironment(
                resources,
                connector,
                new ClientProtocols(
                    new Http1Client(HeadLimits.DEFAULT),
                    new Http2Client(Http2Limits.ofUpstreams(HeadLimits.DEFAULT))),
                config.upstream(),
                config.observers().connections(),
                config.observers().application()));
    this.tcp =
        new TcpProxy(new TcpDialer(clusters), deadlines, config.observers().connections(), memory);
    this.inbound =
        new HttpDispatcher(
            clusters,
            new InboundSide(load, gate, config.protections()),
            config.observers().exchanges());
    this.outbound =
        mirroring(
            new HttpDispatcher(
                clusters, new OutboundSide(config.protections()), config.observers().exchanges()));
    this.held = new HeldConnections(this, shared);
  }

  private Terminal mirroring(HttpDispatcher dispatcher) {
    return new Mirroring(
        dispatcher,
        new MirrorDispatcher(clusters),
        new MirrorBudget(MirrorLimits.DEFAULT, memory(), config.observers().mirrors()),
        resources.random());
  }

  LoopMemory memory() {
    return resources.memory();
  }

  /** What all loops are made with. */
  record Shared(
      DataPathConfig config,
      Transports transports,
      TlsContexts tls,
      InboundGate gate,
      InboundActivity activity,
      HoldingLimit holding) {}

  DataPathConfig config() {
    return config;
  }

  LoopSnapshot snapshot() {
    return snapshot;
  }

  LoopResources resources() {
    return resources;
  }

  Clusters clusters() {
    return clusters;
  }

  TcpProxy tcp() {
    return tcp;
  }

  InstanceLoad.Cell load() {
    return load;
  }

  InboundGate gate() {
    return gate;
  }

  HeldConnections held() {
    return held;
  }

  /** Of the inbound side, until its channel is closed. */
  void longLived(Channel channel, LongLived connection) {
    longLived.add(connection);
    channel.closeFuture().addListener(closed -> longLived.remove(connection));
  }

  void moveOn() {
    List.copyOf(longLived).forEach(LongLived::moveOn);
  }

  /** Puts a snapshot in force on this loop, completely. */
  void apply(LoopSnapshot latest) {
    snapshot = latest;
    clusters.apply(latest.snapshot());
    held.lookAgain();
  }

  HttpService inboundService(ConnectionRoutes routes) {
    return service(
        List.of(
            new GateFilter(gate, config.protections(), config.observers().exchanges()),
            full,
            new RouteFilter(routes),
            cors,
            timeout),
        inbound);
  }

  HttpService outboundService(ConnectionRoutes routes) {
    return service(List.of(full, new RouteFilter(routes), cors, timeout), outbound);
  }

  private HttpService service(List<Filter> filters, Terminal terminal) {
    return new HttpPipeline(
        filters,
        terminal,
        config.observers().exchanges(),
        config.time().nanoTicker(),
        resources.memory());
  }
}
