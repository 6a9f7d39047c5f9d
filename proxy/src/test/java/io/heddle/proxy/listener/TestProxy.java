package io.heddle.proxy.listener;

import io.heddle.proxy.cluster.UpstreamSettings;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.http.Protections;
import io.heddle.proxy.memory.MemorySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;

/** A data path on loopback with the listeners that tests use. */
final class TestProxy implements AutoCloseable {
  private static final long SEED = 42;

  private final DataPath dataPath;
  private final RecordedFacts facts;
  private final BoundPorts ports;

  private TestProxy(DataPath dataPath, RecordedFacts facts, BoundPorts ports) {
    this.dataPath = dataPath;
    this.facts = facts;
    this.ports = ports;
  }

  static TestProxy outbound() throws IOException {
    return outbound(DownstreamSettings.DEFAULT, UpstreamSettings.DEFAULT, Protections.ALL);
  }

  static TestProxy outbound(
      DownstreamSettings downstream, UpstreamSettings upstream, Protections protections)
      throws IOException {
    return outbound(downstream, upstream, protections, OutboundDemand.ALWAYS_MET);
  }

  static TestProxy outbound(
      DownstreamSettings downstream,
      UpstreamSettings upstream,
      Protections protections,
      OutboundDemand demand)
      throws IOException {
    RecordedFacts facts = new RecordedFacts();
    DataPath dataPath =
        new DataPath(
            config(
                facts,
                downstream,
                upstream,
                new Rest(protections, demand, MemorySettings.ofThisJvm())));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new TestProxy(
        dataPath,
        facts,
        dataPath.start(List.of(), List.of(new OutboundPort(Snapshots.CATALOG, loopback, 0))));
  }

  /** With little memory for what it holds. */
  static TestProxy outbound(MemorySettings memory) throws IOException {
    RecordedFacts facts = new RecordedFacts();
    DataPath dataPath = new DataPath(standard(facts, memory));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new TestProxy(
        dataPath,
        facts,
        dataPath.start(List.of(), List.of(new OutboundPort(Snapshots.CATALOG, loopback, 0))));
  }

  static TestProxy inbound(int applicationPort, MemorySettings memory) throws IOException {
    RecordedFacts facts = new RecordedFacts();
    DataPath dataPath = new DataPath(standard(facts, memory));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new TestProxy(
        dataPath,
        facts,
        dataPath.start(List.of(new InboundPort(applicationPort, loopback, 0)), List.of()));
  }

  private static DataPathConfig standard(RecordedFacts facts, MemorySettings memory) {
    return config(
        facts,
        DownstreamSettings.DEFAULT,
        UpstreamSettings.DEFAULT,
        new Rest(Protections.ALL, OutboundDemand.ALWAYS_MET, memory));
  }

  static TestProxy inbound(int applicationPort) throws IOException {
    return inbound(applicationPort, DownstreamSettings.DEFAULT, UpstreamSettings.DEFAULT);
  }

  static TestProxy inbound(
      int applicationPort, DownstreamSettings downstream, UpstreamSettings upstream)
      throws IOException {
    RecordedFacts facts = new RecordedFacts();
    DataPath dataPath =
        new DataPath(
            config(
                facts,
                downstream,
                upstream,
                new Rest(Protections.ALL, OutboundDemand.ALWAYS_MET, MemorySettings.ofThisJvm())));
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new TestProxy(
        dataPath,
        facts,
        dataPath.start(List.of(new InboundPort(applicationPort, loopback, 0)), List.of()));
  }

  private record Rest(Protections protections, OutboundDemand demand, MemorySettings memory) {}

  private static DataPathConfig config(
      RecordedFacts facts, DownstreamSettings downstream, UpstreamSettings upstream, Rest rest) {
    return new DataPathConfig(
        Snapshots.INBOUND,
        1,
        rest.memory(),
        rest.protections(),
        downstream,
        upstream,
        new DataPathConfig.Observers(facts, facts, facts, facts),
        rest.demand(),
        DataPathConfig.Time.SYSTEM,
        () -> new SplittableRandom(SEED));
  }

  DataPath dataPath() {
    return dataPath;
  }

  RecordedFacts facts() {
    return facts;
  }

  void apply(ProxySnapshot snapshot) {
    dataPath.apply(snapshot).toCompletableFuture().join();
  }

  InetSocketAddress address() {
    return ports.outbound().getFirst();
  }

  int meshPort() {
    return ports.inbound().getFirst().getPort();
  }

  @Override
  public void close() {
    dataPath.close();
  }
}
