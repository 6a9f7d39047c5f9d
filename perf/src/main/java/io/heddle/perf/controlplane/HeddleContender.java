package io.heddle.perf.controlplane;

import io.heddle.perf.process.Clocks;
import io.heddle.perf.process.Started;
import io.heddle.perf.streams.Fleet;
import io.heddle.perf.streams.Sidecar;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Heddle's control plane with sidecars as they are: mutual TLS, certificates of its own authority,
 * a session each. A change is what an instance's session says.
 */
final class HeddleContender implements Contender {
  static final String NAME = "heddle";

  /** After its start it does not know who holds what, and drains wait blindly. */
  private static final Duration UNINFORMED = Duration.ofSeconds(16);

  private final HeddleServer server;
  private final Clocks clocks;
  private final Fleet callers;
  private final Fleet serving;
  private final Map<Instance, Sidecar> sidecars = new ConcurrentHashMap<>();

  HeddleContender(HeddleServer server, Clocks clocks, int loops) {
    this.server = server;
    this.clocks = clocks;
    InetSocketAddress xds =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.xdsPort());
    this.callers = new Fleet(xds, loops);
    this.serving = new Fleet(xds, 1);
  }

  /** Lets all callers join; the instances that enter are known to all then. */
  void join(int streams) throws IOException, InterruptedException {
    callers.addCallers(
        Optional.of(server.token("client", streams)),
        server.states("caller", streams),
        MeshObjects.listeners());
  }

  /** Returns when it knows who holds what. */
  void awaitInformed() throws InterruptedException {
    double left = UNINFORMED.toMillis() - clocks.millisSince(server.process().startNanos());
    if (left > 0) {
      clocks.pause().pause(Duration.ofMillis((long) left));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Started server() {
    return server.process();
  }

  @Override
  public Fleet callers() {
    return callers;
  }

  @Override
  public Optional<Path> files() {
    return Optional.of(server.files());
  }

  @Override
  public void prepare(List<Instance> instances) throws IOException, InterruptedException {
    String service = instances.getFirst().service();
    List<Sidecar> added =
        serving.addServing(
            server.token(service, instances.size()),
            server.states(service, instances.size()),
            instances.stream().map(Instance::port).toList());
    for (int i = 0; i < instances.size(); i++) {
      sidecars.put(instances.get(i), added.get(i));
    }
  }

  @Override
  public void enter(Instance instance) {
    sidecar(instance).healthy();
  }

  @Override
  public void leave(Instance instance) {
    sidecar(instance).unhealthy();
  }

  @Override
  public void drain(Instance instance) {
    sidecar(instance).stopping();
  }

  /** Its sidecar, once released, has said so by itself. */
  @Override
  public void end(Instance instance) {}

  @Override
  public void retire(List<Instance> instances) {
    serving.remove(instances.stream().map(this::sidecar).toList());
    instances.forEach(sidecars::remove);
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(callers.problems());
    problems.addAll(serving.problems());
    return problems;
  }

  @Override
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>(callers.remarks());
    remarks.addAll(serving.remarks());
    return remarks;
  }

  private Sidecar sidecar(Instance instance) {
    Sidecar sidecar = sidecars.get(instance);
    if (sidecar == null) {
      throw new IllegalArgumentException(instance + " (expected: one that was prepared)");
    }
    return sidecar;
  }

  @Override
  public void close() {
    callers.close();
    serving.close();
  }
}
