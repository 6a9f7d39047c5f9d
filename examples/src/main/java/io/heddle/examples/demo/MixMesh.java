package io.heddle.examples.demo;

import io.heddle.examples.market.MarketPorts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The mesh of the mixed load: replicas of the market, and one sidecar of a buyer that is no process
 * of its own. One thread starts replicas.
 */
final class MixMesh implements ReplicaFactory {
  static final String MARKET = "market";
  private static final String BUYER = "buyer";
  private static final Duration START_BOUND = Duration.ofSeconds(60);

  /** Of which the sidecar takes half: sessions of usual length end by themselves. */
  private static final String GRACE = "20s";

  private final Commands commands;
  private final ProcessGroup processes;
  private final MeshFiles files;
  private final PartPlan plan;
  private final ControlPlane controlPlane;
  private final JoinTokens tokens;
  private final InstanceStates states;
  private final Ports ports = new Ports(new SplittableRandom());

  private MixMesh(
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
  static MixMesh start(Commands commands, ProcessGroup processes, MeshFiles files, PartPlan plan)
      throws IOException, InterruptedException {
    Manifests.writeMarket(files.objects());
    ControlPlane controlPlane = ControlPlane.start(commands, processes, files, plan);
    return new MixMesh(commands, processes, files, plan, controlPlane);
  }

  @Override
  public Replica start(ReplicaSpec spec) throws IOException, InterruptedException {
    MarketPorts own = freePorts();
    List<String> arguments = settings(spec);
    for (Port port : Port.values()) {
      arguments.addAll(List.of("--inbound", port.name + ":" + port.of(own)));
    }
    arguments.addAll(List.of("--health", "http:/healthz", "--grace", GRACE, "--"));
    arguments.addAll(commands.market(own, files.ledger(spec.name()), spec.version()));
    Launch launch =
        new Launch(spec.name(), commands.run(arguments), files.log(spec.name()), "proxy ready:");
    return new MeshReplica(
        spec, processes.start(launch), files.sidecarState(spec.name()), states, plan.without());
  }

  /** Starts the buyer's sidecar; where it leads to the market. */
  MarketPorts startBuyer() throws IOException, InterruptedException {
    ReplicaSpec spec = new ReplicaSpec(BUYER, 1, 1, PartPlan.FIRST_VERSION);
    MarketPorts outbound = freePorts();
    List<String> command = new ArrayList<>(commands.sidecar());
    command.add("proxy");
    command.addAll(settings(spec));
    for (Port port : Port.values()) {
      String market = MARKET + ":" + port.servicePort + "=" + port.of(outbound);
      command.addAll(List.of("--outbound", market));
    }
    ManagedProcess sidecar =
        processes.start(new Launch(spec.name(), command, files.log(spec.name()), "proxy ready:"));
    var _ = sidecar.awaitReady(START_BOUND);
    return outbound;
  }

  private List<String> settings(ReplicaSpec spec) throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>();
    settings.addAll(List.of("--control-plane", controlPlane.xdsAddress()));
    settings.addAll(List.of("--join-token", tokens.token(spec)));
    settings.addAll(List.of("--state", files.sidecarState(spec.name()).toString()));
    settings.addAll(List.of("--admin", "127.0.0.1:0", "--health-listen", "127.0.0.1:0"));
    return settings;
  }

  private MarketPorts freePorts() throws IOException {
    return new MarketPorts(ports.next(), ports.next(), ports.next(), ports.next());
  }

  SidecarTotals totals() throws IOException {
    return controlPlane.client().totals();
  }

  /** Asks for the states that replicas show. */
  void refreshStates() throws IOException {
    states.now();
  }

  /** A port of the market, as its Service has it. */
  private enum Port {
    HTTP("http", 80),
    H2("h2", 8080),
    GRPC("grpc", 9090),
    TCP("tcp", 9000);

    private final String name;
    private final int servicePort;

    Port(String name, int servicePort) {
      this.name = name;
      this.servicePort = servicePort;
    }

    int of(MarketPorts ports) {
      return switch (this) {
        case HTTP -> ports.http();
        case H2 -> ports.h2();
        case GRPC -> ports.grpc();
        case TCP -> ports.tcp();
      };
    }
  }
}
