package io.heddle.examples.demo;

import io.heddle.perf.load.EchoCheck;
import io.heddle.perf.load.LoadLimits;
import io.heddle.perf.load.LoadPlan;
import io.heddle.perf.load.LoadReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo application in a mesh: webs that ask catalogs, and those who roll them out and watch.
 */
public final class Shop {
  /** All the JVMs of the mesh have just started: on two cores, full load at once is overload. */
  public static final Duration RAMP_UP = Duration.ofSeconds(10);

  private static final Duration MAX_LOAD = Duration.ofHours(2);

  /** Losses early in an unprotected part must not hide the later ones that it is about. */
  private static final LoadLimits LIMITS =
      new LoadLimits(Duration.ofSeconds(5), Duration.ofSeconds(2), 8_192, 100_000);

  private final PartPlan plan;
  private final Mesh mesh;
  private final MeshFiles files;
  private final Progress progress;
  private final Clocks clocks = Clocks.SYSTEM;
  private final VersionLog catalogVersions = new VersionLog(clocks.clock());
  private final Deployer web;
  private final Deployer catalog;

  private Shop(PartPlan plan, Mesh mesh, MeshFiles files, Progress progress) {
    this.plan = plan;
    this.mesh = mesh;
    this.files = files;
    this.progress = progress;
    this.web = deployer("web", new VersionLog(clocks.clock()));
    this.catalog = deployer("catalog", catalogVersions);
  }

  /** Starts everything that the plan has replicas of, and returns when all of it serves. */
  public static Shop start(
      PartPlan plan, Commands commands, ProcessGroup processes, MeshFiles files, Progress progress)
      throws IOException, InterruptedException {
    Mesh mesh = Mesh.start(commands, processes, files, plan);
    Shop shop = new Shop(plan, mesh, files, progress);
    shop.catalog.create(plan.replicas(), PartPlan.FIRST_VERSION);
    shop.web.create(plan.replicas(), PartPlan.FIRST_VERSION);
    shop.catalog.awaitAllReady();
    shop.web.awaitAllReady();
    // Without the gate a replica counts as ready before it serves; the load waits for the first.
    new Readiness(shop.clocks).await(mesh.applications(), DeployerTimes.DEFAULT.start());
    return shop;
  }

  private Deployer deployer(String service, VersionLog versions) {
    return new Deployer(service, mesh, plan.times().deployer(), clocks, versions, progress);
  }

  public Mesh mesh() {
    return mesh;
  }

  public Deployer catalog() {
    return catalog;
  }

  /** A deployer of one more service that sells, as the catalog does. */
  public Deployer another(String service) {
    return deployer(service, catalogVersions);
  }

  public VersionLog catalogVersions() {
    return catalogVersions;
  }

  /** The generator dials the web applications themselves, round robin. */
  public LoadRun startLoad() throws IOException {
    return startLoad(plan.name());
  }

  /** A load whose request ids begin with {@code name}. */
  public LoadRun startLoad(String name) throws IOException {
    return startLoad(name, mesh.webs());
  }

  /** A load on other ports that lead to a web or a catalog. */
  public LoadRun startLoad(String name, List<InetSocketAddress> targets) throws IOException {
    return LoadRun.start(
        new LoadPlan(
            targets,
            "/orders",
            plan.requestsPerSecond(),
            MAX_LOAD,
            RAMP_UP,
            plan.postShare(),
            name,
            plan.seed(),
            EchoCheck.ECHO,
            LIMITS),
        clocks);
  }

  /** Shows how the load goes until it is closed. */
  public Sampler watch(LoadRun load) {
    return new Sampler(
            plan.name(), load::view, mesh::refreshStates, List.of(web, catalog), progress, clocks)
        .start();
  }

  /** What the processes of a service wrote down, whoever asked. */
  public List<LedgerEntry> executions(String service) throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    long malformed = new Ledgers(files.ledgers(), service).read(entries::add);
    if (malformed > 0) {
      throw new IOException("ledgers: " + malformed + " lines are cut (expected: whole ones)");
    }
    return entries;
  }

  /** Compares what generator, ledgers and sidecars counted. */
  public Findings reconcile(LoadReport report, SidecarTotals sidecars) throws IOException {
    return new Reconciliation(report.outcomes(), catalogVersions)
        .reconcile(
            new Ledgers(files.ledgers(), "catalog"), new Ledgers(files.ledgers(), "web"), sidecars);
  }
}
