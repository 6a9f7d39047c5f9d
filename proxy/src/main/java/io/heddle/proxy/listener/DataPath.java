package io.heddle.proxy.listener;

import io.heddle.proxy.cluster.InstanceLoad;
import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.SnapshotTarget;
import io.heddle.proxy.config.Transport;
import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.memory.ChannelMemory;
import io.heddle.proxy.memory.LoopMemory;
import io.heddle.proxy.memory.MemoryBound;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * The sidecar's data path: ports of the mesh to the application beside it, ports of the application
 * into the mesh, served by the snapshot in force. Its methods may be called from any thread.
 */
public final class DataPath implements SnapshotTarget, AutoCloseable {
  private static final int BACKLOG = 4_096;

  private final DataPathConfig config;
  private final Transports transports;
  private final TlsContexts tls;
  private final InboundGate gate = new InboundGate();
  private final InboundActivity activity;
  private final MemoryBound memory;
  private final Map<EventLoop, DataLoop> loops = new LinkedHashMap<>();
  private final List<Channel> accepting = new ArrayList<>();
  private final AtomicInteger aheadTurn = new AtomicInteger();
  private final Map<String, OutboundUse> uses = new ConcurrentHashMap<>();
  private LoopSnapshot latest = LoopSnapshot.EMPTY;

  public DataPath(DataPathConfig config) {
    this.config = config;
    this.transports = Transports.create(config.loops());
    this.tls = new TlsContexts(config.time().clock());
    this.memory = new MemoryBound(config.memory(), config.loops());
    InstanceLoad load = new InstanceLoad(config.loops());
    this.activity =
        new InboundActivity(load, transports.group().next(), config.time().nanoTicker());
    DataLoop.Shared shared =
        new DataLoop.Shared(
            config, transports, tls, gate, activity, new HoldingLimit(config.downstream().held()));
    int index = 0;
    for (EventExecutor executor : transports.group()) {
      EventLoop loop = (EventLoop) executor;
      LoopMemory held = new LoopMemory(memory, index, loop, config.time().nanoTicker());
      loops.put(loop, new DataLoop(loop, load.cell(index++), held, shared));
    }
  }

  static DataLoop loopOf(Map<EventLoop, DataLoop> loops, Channel channel) {
    DataLoop loop = loops.get(channel.eventLoop());
    if (loop == null) {
      throw new IllegalStateException("event loop: not ours (expected: one of the data path)");
    }
    return loop;
  }

  /** Opens the ports; when one cannot be opened, none stays open. */
  public synchronized BoundPorts start(List<InboundPort> inbound, List<OutboundPort> outbound)
      throws IOException {
    List<InetSocketAddress> in = new ArrayList<>();
    List<InetSocketAddress> out = new ArrayList<>();
    try {
      for (InboundPort port : inbound) {
        in.add(
            bind(
                port.bind(),
                port.meshPort(),
                new InboundAcceptor(loops, connectionLimit(), tls, activity)));
      }
      for (OutboundPort port : outbound) {
        OutboundUse use = uses.computeIfAbsent(port.listener(), _ -> newUse());
        out.add(
            bind(
                port.bind(),
                port.port(),
                new OutboundAcceptor(port, loops, connectionLimit(), use)));
      }
    } catch (IOException e) {
      stopAccepting();
      throw e;
    }
    return new BoundPorts(in, out);
  }

  private OutboundUse newUse() {
    return new OutboundUse(config.time().nanoTicker());
  }

  private PortConnections connectionLimit() {
    return new PortConnections(config.downstream().connections());
  }

  private InetSocketAddress bind(InetAddress address, int port, ChannelHandler acceptor)
      throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(transports.group())
            .channel(transports.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, ChannelMemory.AMPLE)
            // Whoever serves a connection says when it is read.
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(acceptor);
    try {
      Channel channel = bootstrap.bind(address, port).sync().channel();
      accepting.add(channel);
      return (InetSocketAddress) channel.localAddress();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("bind " + address + ":" + port + ": interrupted", e);
    } catch (Exception e) {
      throw new IOException("bind " + address + ":" + port + ": " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized CompletionStage<Void> apply(ProxySnapshot snapshot) {
    tls.use(snapshot.identity());
    LoopSnapshot ready = new LoopSnapshot(snapshot, latest);
    latest = ready;
    CompletableFuture<Void> applied = new CompletableFuture<>();
    AtomicInteger missing = new AtomicInteger(loops.size());
    loops.forEach((eventLoop, loop) ->
        eventLoop.execute(() -> {
          try {
            loop.apply(ready);
          } catch (RuntimeException e) {
            applied.completeExceptionally(e);
          }
          if (missing.decrementAndGet() == 0) {
            applied.complete(null);
          }
        }));
    return applied.thenRun(() -> tls.keep(toServers(snapshot)));
  }

  private static Set<Transport.MutualTls> toServers(ProxySnapshot snapshot) {
    return snapshot.clusters().values().stream()
        .map(ClusterConfig::transport)
        .filter(Transport.MutualTls.class::isInstance)
        .map(Transport.MutualTls.class::cast)
        .collect(Collectors.toSet());
  }

  /**
   * Opens one connection to an endpoint and leaves it idle in a pool. Completes with the cause;
   * empty: it is there.
   */
  public CompletionStage<String> connectAhead(ClusterConfig cluster, Endpoint endpoint) {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    List<Map.Entry<EventLoop, DataLoop>> all = List.copyOf(loops.entrySet());
    var chosen = all.get(Math.floorMod(aheadTurn.getAndIncrement(), all.size()));
    chosen
        .getKey()
        .execute(() -> chosen.getValue().clusters().connectAhead(cluster, endpoint, outcome));
    return outcome;
  }

  /** Serves connections that are held, as far as that has become possible without a snapshot. */
  public void lookAgain() {
    loops.forEach((eventLoop, loop) -> eventLoop.execute(() -> loop.held().lookAgain()));
  }

  /** Ends in order what would last for longer than this instance. */
  public void moveOn() {
    loops.forEach((eventLoop, loop) -> eventLoop.execute(loop::moveOn));
  }

  public InboundGate gate() {
    return gate;
  }

  public InboundActivity activity() {
    return activity;
  }

  /** What the data path holds, and how much it may. */
  public MemoryBound memory() {
    return memory;
  }

  /** Closes the ports; connections that exist go on. */
  public synchronized void stopAccepting() {
    accepting.forEach(channel -> channel.close().syncUninterruptibly());
    accepting.clear();
  }

  /** Cuts everything and ends the event loops. */
  @Override
  public void close() {
    stopAccepting();
    transports.group().shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
