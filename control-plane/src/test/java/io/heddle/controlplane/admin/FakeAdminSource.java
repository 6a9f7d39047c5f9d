package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.heddle.certs.KeyHash;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.identity.AuthorityStatus;
import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.identity.WorkloadSession.Claims;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.InstanceState;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.rollout.Convergence;
import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.controlplane.rollout.MeshClock;
import io.heddle.controlplane.rollout.Propagation;
import io.heddle.controlplane.rollout.ReportCards;
import io.heddle.controlplane.rotation.Laggard;
import io.heddle.controlplane.rotation.RotationPhase;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.DumpedResource;
import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.TypeUrls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A control plane's state by hand; its proxies are catalog-1 and web-1. */
public final class FakeAdminSource implements AdminSource {
  public volatile String unready = "";
  public final AtomicInteger syncs = new AtomicInteger();

  private static final String CATALOG = "catalog.shop.svc.cluster.local:80";
  private static final KeyHash OLD_ROOT = new KeyHash("o".repeat(43));
  private static final KeyHash NEW_ROOT = new KeyHash("n".repeat(43));

  /** How many times the slow proxy is asked about until it has applied everything. */
  public final AtomicInteger questionsUntilApplied = new AtomicInteger();

  public final Convergence convergence = new Convergence(new FakeHolders());
  private final MeshClock clock =
      new MeshClock(() -> Instant.EPOCH, () -> 0, (nanos, task) -> () -> {});
  private final ReportCards cards =
      new ReportCards(clock, new Propagation(new FakeHolders(), () -> 0, (nanos, slowest) -> {}));

  @Override
  public Optional<String> unready() {
    return unready.isEmpty() ? Optional.empty() : Optional.of(unready);
  }

  @Override
  public ProcessStatus process() {
    return new ProcessStatus(
        "1.2.3",
        42,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1),
        "/files",
        "/state",
        "127.0.0.1:15012",
        new ProcessStatus.OpenFiles(50, 1024));
  }

  @Override
  public List<ServiceStatus> services() {
    return List.of(
        new ServiceStatus(
            new ServiceName("shop", "catalog"),
            List.of(80),
            Map.of(InstanceState.SERVING, 1),
            Map.of()));
  }

  @Override
  public List<InstanceView> instances() {
    return List.of(
        new InstanceView(
            new Registration(
                "catalog-1",
                SpiffeId.of("cluster.local", "shop", "catalog"),
                "shop",
                "catalog",
                Map.of("app", "catalog")),
            new Claims(
                List.of(new InboundPort("http", 8080, 18080)),
                "zone-a",
                1,
                "10.0.0.1",
                Duration.ofSeconds(30)),
            InstanceState.SERVING,
            Instant.EPOCH,
            InstanceView.Connection.CONNECTED,
            InstanceView.AppHealth.HEALTHY,
            "",
            List.of("web-1")));
  }

  @Override
  public List<ProxyStatus> proxies() {
    return List.of(
        new ProxyStatus(
            "catalog-1",
            "spiffe://cluster.local/ns/shop/sa/catalog",
            "heddle",
            1,
            ProxyStatus.Stream.OPEN,
            0,
            List.of(),
            OptionalLong.of(-40)),
        new ProxyStatus(
            "web-1",
            "spiffe://cluster.local/ns/shop/sa/web",
            "envoy",
            0,
            ProxyStatus.Stream.CLOSED,
            2,
            List.of(new ProxyStatus.Rejected("Cluster", "outbound|80||catalog", "no EDS")),
            OptionalLong.empty()));
  }

  @Override
  public Convergence convergence() {
    return convergence;
  }

  @Override
  public ReportCards reportCards() {
    return cards;
  }

  @Override
  public List<ReportedProblem> problems() {
    return List.of(
        new ReportedProblem(
            ReportedProblem.Severity.ERROR,
            "Invalid",
            "routes.yaml:3",
            "HTTPRoute/catalog",
            "port: 0"));
  }

  @Override
  public AuthorityStatus authority() {
    Instant end = Instant.EPOCH.plusSeconds(86_400);
    return new AuthorityStatus(
        "cluster.local",
        RotationPhase.TRUST_BOTH,
        Optional.of(Instant.EPOCH),
        OLD_ROOT,
        List.of(
            new AuthorityStatus.Root(OLD_ROOT, "CN=one", end),
            new AuthorityStatus.Root(NEW_ROOT, "CN=two", end.plusSeconds(1))),
        Optional.of(new AuthorityStatus.Oldest("catalog-1", end)),
        Optional.of(end.minusSeconds(43_200)),
        List.of(new Laggard("web-1", "has not acknowledged the roots in force")));
  }

  @Override
  public List<ResourceDump> configDump() {
    return List.of(
        new ResourceDump(
            "type.googleapis.com/envoy.config.cluster.v3.Cluster",
            "outbound|80||catalog",
            "heddle",
            "abc",
            JsonNodeFactory.instance.objectNode()));
  }

  @Override
  public List<DumpedResource> resources(ClientKind kind) {
    return List.of(resource(TypeUrls.LISTENER, CATALOG, kind));
  }

  @Override
  public List<DumpedResource> resourcesFrom(String listener, ClientKind kind) {
    return listener.equals(CATALOG)
        ? List.of(
            resource(TypeUrls.LISTENER, listener, kind),
            resource(TypeUrls.ROUTE, "outbound|80||catalog", kind))
        : List.of();
  }

  /** Whose bytes are not text. */
  private static DumpedResource resource(String typeUrl, String name, ClientKind kind) {
    ByteString value = ByteString.copyFrom(new byte[] {(byte) kind.name().charAt(0), (byte) 0xff});
    return new DumpedResource(
        new ResourceKey(typeUrl, name), kind, "abc", Any.newBuilder().setValue(value).build());
  }

  @Override
  public void sync() {
    syncs.incrementAndGet();
  }

  private final class FakeHolders implements Holders {
    @Override
    public List<Holder> of(Collection<ResourceKey> resources) {
      return all();
    }

    @Override
    public List<Holder> all() {
      int left = questionsUntilApplied.getAndUpdate(count -> Math.max(0, count - 1));
      List<Holder> holders = new ArrayList<>();
      holders.add(new Holder("catalog-1", ClientKind.HEDDLE, true, 9, Set.of()));
      holders.add(new Holder("web-1", ClientKind.HEDDLE, true, left > 0 ? 1 : 9, Set.of()));
      return holders;
    }

    @Override
    public long generation() {
      return 9;
    }

    @Override
    public void onChange(Runnable listener) {}

    @Override
    public void delete(String uid) {}
  }
}
