package io.heddle.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mesh of real processes on loopback: its control plane, and replicas with their sidecars.
 *
 * <p>Its processes belong to the group that it was started with. One thread starts replicas.
 */
public final class Mesh implements ReplicaFactory {
  private final Commands commands;
  private final ProcessGroup processes;
  private final MeshFiles files;
  private final PartPlan plan;
  private final ControlPlane controlPlane;
  private final JoinTokens tokens;
  private final InstanceStates states;
  private final Ports ports = new Ports(new SplittableRandom());
  private final List<MeshReplica> replicas = new CopyOnWriteArrayList<>();
  private final List<InetSocketAddress> webs = new CopyOnWriteArrayList<>();
  private final List<InetSocketAddress> applications = new CopyOnWriteArrayList<>();

  private Mesh(
      Commands commands,
      ProcessGroup processes,
      MeshFiles files,
      PartPlan plan,
      ControlPlane controlPlane) {
    this.commands = commands;
    this.processes = processes;
    this.files = files;
    this.plan = plan;
    this.controlPlane = controlPlane;
    this.tokens = new JoinTokens(commands, processes, files);
    this.states = new InstanceStates(controlPlane.client());
  }

  /** Starts the control plane and waits until it is ready. */
  public static Mesh start(
      Commands commands, ProcessGroup processes, MeshFiles files, PartPlan plan)
      throws IOException, InterruptedException {
    ControlPlane controlPlane = ControlPlane.start(commands, processes, files, plan);
    return new Mesh(commands, processes, files, plan, controlPlane);
  }

  @Override
  public Replica start(ReplicaSpec spec) throws IOException, InterruptedException {
    AppSpec app = app(spec);
    SidecarSpec sidecar = sidecar(spec, app);
    ManagedProcess unit =
        processes.start(
            new Launch(
                spec.name(), commands.run(sidecar, app), files.log(spec.name()), "proxy ready:"));
    MeshReplica replica = new MeshReplica(spec, unit, sidecar.state(), states, plan.without());
    replicas.add(replica);
    return replica;
  }

  /** A replica whose application can die while its sidecar stays. */
  public SplitReplica startSplit(ReplicaSpec spec) throws IOException, InterruptedException {
    AppSpec app = app(spec);
    String appName = spec.name() + "-app";
    Launch application = new Launch(appName, commands.shop(app), files.log(appName), "shop ready:");
    SidecarSpec sidecar = sidecar(spec, app);
    ManagedProcess proxy =
        processes.start(
            new Launch(
                spec.name(), commands.proxy(sidecar), files.log(spec.name()), "proxy ready:"));
    return new SplitReplica(
        new MeshReplica(spec, proxy, sidecar.state(), states, plan.without()),
        () -> processes.start(application));
  }

  /** An application alone; what stands before it is the caller's. */
  public Application startAlone(ReplicaSpec spec) throws IOException {
    AppSpec app = app(spec);
    String name = spec.name() + "-app";
    Launch launch = new Launch(name, commands.shop(app), files.log(name), "shop ready:");
    return new Application(app.port(), processes.start(launch));
  }

  /**
   * An application and a sidecar as one unit, for a mesh of somebody else's.
   *
   * @param inboundPort where its sidecar takes clients
   * @param settings of the sidecar, but for those of its application
   */
  public Application startUnit(ReplicaSpec spec, int inboundPort, List<String> settings)
      throws IOException {
    AppSpec app = app(spec);
    List<String> arguments = new ArrayList<>(settings);
    arguments.addAll(
        List.of("--inbound", app.port() + "=" + inboundPort, "--health", "http:/healthz", "--"));
    arguments.addAll(commands.shop(app));
    Launch launch =
        new Launch(spec.name(), commands.run(arguments), files.log(spec.name()), "proxy ready:");
    return new Application(app.port(), processes.start(launch));
  }

  /** An application, and the process that it is or is in. */
  public record Application(int port, ManagedProcess process) {}

  public ControlPlane controlPlane() {
    return controlPlane;
  }

  /** The units of a service that still run, in the order of their starts. */
  public List<MeshReplica> replicas(String service) {
    return replicas.stream()
        .filter(replica -> replica.service().equals(service) && replica.isAlive())
        .toList();
  }

  /** A join token for one more replica of that service and version. */
  public String token(String service, String version) throws IOException, InterruptedException {
    return tokens.token(new ReplicaSpec(service, 0, 0, version));
  }

  /** The join tokens made until now admit nobody any more: new replicas get new ones. */
  public void forgetTokens() {
    tokens.forget();
  }

  /** A free port of the mesh's range. */
  public int freePort() throws IOException {
    return ports.next();
  }

  /** Where the web applications themselves listen. */
  public List<InetSocketAddress> webs() {
    return List.copyOf(webs);
  }

  /** Where all applications listen that were ever started. */
  List<InetSocketAddress> applications() {
    return List.copyOf(applications);
  }

  public SidecarTotals totals() throws IOException {
    return controlPlane.client().totals();
  }

  /** Asks for the states that replicas show. */
  public void refreshStates() throws IOException {
    states.now();
  }

  private AppSpec app(ReplicaSpec spec) throws IOException {
    int port = ports.next();
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    applications.add(address);
    OptionalInt upstream = OptionalInt.empty();
    if (spec.service().equals("web")) {
      webs.add(address);
      upstream = OptionalInt.of(ports.next());
    }
    return new AppSpec(
        spec.service().equals("web") ? "web" : "catalog",
        port,
        files.ledger(spec.name()),
        spec.version(),
        upstream,
        spec.serial(),
        spec.isRude() ? AppSpec.Manners.RUDE : AppSpec.Manners.POLITE);
  }

  private SidecarSpec sidecar(ReplicaSpec spec, AppSpec app)
      throws IOException, InterruptedException {
    Path state = files.sidecarState(spec.name());
    return new SidecarSpec(
        controlPlane.xdsAddress(),
        tokens.token(spec),
        state,
        app.port(),
        app.upstreamPort(),
        plan.without());
  }
}
