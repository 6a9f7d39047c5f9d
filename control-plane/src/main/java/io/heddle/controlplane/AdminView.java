package io.heddle.controlplane;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.heddle.controlplane.admin.AdminSource;
import io.heddle.controlplane.admin.ProcessStatus;
import io.heddle.controlplane.admin.ProxyStatus;
import io.heddle.controlplane.admin.ProxyStatus.Rejected;
import io.heddle.controlplane.admin.ProxyStatus.Stream;
import io.heddle.controlplane.admin.ReportedProblem;
import io.heddle.controlplane.admin.ResourceDump;
import io.heddle.controlplane.admin.ServiceStatus;
import io.heddle.controlplane.admin.UnansweredException;
import io.heddle.controlplane.identity.AuthorityReport;
import io.heddle.controlplane.identity.AuthorityStatus;
import io.heddle.controlplane.rollout.Convergence;
import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.controlplane.rollout.ReportCards;
import io.heddle.controlplane.rollout.RolloutEngine;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.DumpedResource;
import io.heddle.controlplane.xds.KnownTypes;
import io.heddle.controlplane.xds.ProxyView;
import io.heddle.controlplane.xds.XdsServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the admin server shows of this control plane. Confined to the mesh thread but for {@link
 * #sync}.
 */
final class AdminView implements AdminSource {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer()
          .usingTypeRegistry(KnownTypes.registry())
          .omittingInsignificantWhitespace();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final XdsServer xds;
  private final Rollouts rollouts;
  private final Reports reports;
  private final FileFeed files;
  private String unready = "state and files: not read yet";

  AdminView(XdsServer xds, Rollouts rollouts, Reports reports, FileFeed files) {
    this.xds = xds;
    this.rollouts = rollouts;
    this.reports = reports;
    this.files = files;
  }

  /** What follows and shows the lives of instances. */
  record Rollouts(
      RolloutEngine engine,
      Convergence convergence,
      ReportCards reportCards,
      SidecarClocks clocks,
      MeshState state) {}

  /** What says how this control plane itself is. */
  record Reports(Problems problems, AuthorityReport authority, OwnProcess process) {}

  void ready(InetSocketAddress listen) {
    reports.process().serves(listen);
    unready = "";
  }

  @Override
  public Optional<String> unready() {
    return unready.isEmpty() ? Optional.empty() : Optional.of(unready);
  }

  @Override
  public ProcessStatus process() {
    return reports.process().status();
  }

  @Override
  public List<ServiceStatus> services() {
    return ServiceCounts.of(rollouts.state().model());
  }

  @Override
  public List<InstanceView> instances() {
    return rollouts.engine().instances();
  }

  @Override
  public List<ProxyStatus> proxies() {
    return xds.proxies().stream().map(this::status).toList();
  }

  @Override
  public Convergence convergence() {
    return rollouts.convergence();
  }

  @Override
  public ReportCards reportCards() {
    return rollouts.reportCards();
  }

  @Override
  public List<ReportedProblem> problems() {
    return reports.problems().all();
  }

  @Override
  public AuthorityStatus authority() {
    return reports.authority().status();
  }

  @Override
  public List<ResourceDump> configDump() {
    return xds.configDump().stream().map(AdminView::dump).toList();
  }

  @Override
  public List<DumpedResource> resources(ClientKind kind) {
    return xds.resources(kind);
  }

  @Override
  public List<DumpedResource> resourcesFrom(String listener, ClientKind kind) {
    return xds.resourcesFrom(listener, kind);
  }

  @Override
  public void sync() throws UnansweredException {
    files.refresh();
  }

  private ProxyStatus status(ProxyView proxy) {
    return new ProxyStatus(
        proxy.identity().uid(),
        proxy.identity().id().toString(),
        proxy.kind().name().toLowerCase(Locale.ROOT),
        proxy.schemaVersion(),
        proxy.connectedSince().isPresent() ? Stream.OPEN : Stream.CLOSED,
        proxy.pending(),
        proxy.rejected().stream()
            .map(it -> new Rejected(it.key().typeUrl(), it.key().name(), it.error()))
            .toList(),
        rollouts.clocks().aheadMillis(proxy.identity().uid()));
  }

  private static ResourceDump dump(DumpedResource resource) {
    try {
      return new ResourceDump(
          resource.key().typeUrl(),
          resource.key().name(),
          resource.kind().name().toLowerCase(Locale.ROOT),
          resource.version(),
          JSON.readTree(PRINTER.print(resource.content())));
    } catch (InvalidProtocolBufferException | JsonProcessingException e) {
      throw new IllegalStateException("resource " + resource.key() + ": cannot be shown", e);
    }
  }
}
