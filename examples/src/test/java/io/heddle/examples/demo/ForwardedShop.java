package io.heddle.examples.demo;

import io.heddle.examples.forward.TcpForwarder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/** The shop without a mesh: webs reach the catalog through a bare forwarder. */
final class ForwardedShop implements ReplicaFactory {
  private final Commands commands;
  private final ProcessGroup processes;
  private final MeshFiles files;
  private final Ports ports;
  private final TcpForwarder toCatalog;
  private final List<InetSocketAddress> webs = new CopyOnWriteArrayList<>();

  ForwardedShop(
      Commands commands,
      ProcessGroup processes,
      MeshFiles files,
      Ports ports,
      TcpForwarder toCatalog) {
    this.commands = commands;
    this.processes = processes;
    this.files = files;
    this.ports = ports;
    this.toCatalog = toCatalog;
  }

  @Override
  public Replica start(ReplicaSpec spec) throws IOException {
    boolean web = spec.service().equals("web");
    AppSpec app =
        new AppSpec(
            spec.service(),
            ports.next(),
            files.ledger(spec.name()),
            spec.version(),
            web ? OptionalInt.of(toCatalog.port()) : OptionalInt.empty(),
            spec.serial(),
            spec.isRude() ? AppSpec.Manners.RUDE : AppSpec.Manners.POLITE);
    ManagedProcess process =
        processes.start(
            new Launch(spec.name(), commands.shop(app), files.log(spec.name()), "shop ready:"));
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), app.port());
    if (web) {
      webs.add(address);
    }
    return new ForwardedReplica(spec, process, address);
  }

  List<InetSocketAddress> webs() {
    return List.copyOf(webs);
  }

  /** Enters the forwarder's list when it is healthy, and leaves it when it has exited. */
  private final class ForwardedReplica implements Replica {
    private final ReplicaSpec spec;
    private final ManagedProcess process;
    private final InetSocketAddress address;
    private boolean listed;

    ForwardedReplica(ReplicaSpec spec, ManagedProcess process, InetSocketAddress address) {
      this.spec = spec;
      this.process = process;
      this.address = address;
    }

    @Override
    public String name() {
      return spec.name();
    }

    @Override
    public String version() {
      return spec.version();
    }

    @Override
    public boolean isReady() {
      if (!listed && Readiness.isHealthy(address)) {
        listed = true;
        if (spec.service().equals("catalog")) {
          toCatalog.add(address);
        }
      }
      return listed;
    }

    @Override
    public String state() {
      return listed ? "LISTED" : "STARTING";
    }

    @Override
    public void terminate() {
      process.terminate();
    }

    @Override
    public void kill() {
      process.kill();
    }

    @Override
    public boolean awaitExit(Duration bound) throws InterruptedException {
      boolean exited = process.awaitExit(bound);
      toCatalog.remove(address);
      return exited;
    }
  }
}
