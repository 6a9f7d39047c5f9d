package io.heddle.controlplane;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.admin.AdminPages;
import io.heddle.controlplane.admin.AdminServer;
import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.admin.MeshHop;
import io.heddle.controlplane.admin.UnansweredException;
import io.heddle.controlplane.files.FileSource;
import io.heddle.controlplane.identity.AuthorityReport;
import io.heddle.controlplane.identity.Identities;
import io.heddle.controlplane.identity.IdentityEnvironment;
import io.heddle.controlplane.identity.StateDirectory;
import io.heddle.controlplane.xds.XdsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A control plane, wired: what users write and what workloads say goes in, xDS and certificates go
 * out, and what proxies have acknowledged comes back.
 */
public final class ControlPlane implements AutoCloseable {
  private static final Duration MESH_ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final Opened opened;
  private final InetSocketAddress listen;
  private final InetSocketAddress admin;
  private final Optional<InetSocketAddress> xdsPlaintext;

  private ControlPlane(ControlPlaneConfig config, Opened opened) throws StartException {
    this.opened = opened;
    MeshExecutor mesh = opened.add(new MeshExecutor());
    MeshHop hop = new MeshHop(mesh::execute, MESH_ANSWERS_WITHIN);
    BlockingThread disk = opened.add(new BlockingThread("disk"));
    BlockingThread issuing = opened.add(new BlockingThread("issuing"));
    ControlPlaneMetrics metrics = opened.add(new ControlPlaneMetrics());

    // Who workloads are, and what they say.
    SessionRelay sessions = new SessionRelay();
    IdentityReports reports = new IdentityReports(metrics);
    Identities identities =
        Starting.with(
            "state",
            config.state(),
            () ->
                new Identities(
                    config.identity(),
                    new StateDirectory(config.state()),
                    new IdentityEnvironment(
                        mesh::execute,
                        mesh.meshThread().timer(),
                        issuing::execute,
                        InstantSource.system(),
                        System::nanoTime,
                        new SecureRandom()),
                    sessions,
                    reports));
    metrics.certificateExpiry("root", identities::authorityNotAfter);
    metrics.certificateExpiry("server", identities::serverNotAfter);

    // Objects and instances -> model -> resources -> proxies -> the lives of instances.
    MeshCore core = new MeshCore(config, mesh, disk::execute, identities, metrics);
    sessions.to(core.rollouts());
    AuthorityReport authority = identities.rotateWith(core.xds()::secretHolders);
    FileSource source =
        Starting.with("files", config.files(), () -> new FileSource(config.files()));
    FileFeed files = new FileFeed(source, hop, System::nanoTime, core::read);

    // What operators see, also while the rest is read.
    OwnProcess process = new OwnProcess(config, InstantSource.system());
    AdminView view =
        new AdminView(
            core.xds(),
            core.shownRollouts(),
            new AdminView.Reports(core.problems(reports), authority, process),
            files);
    AdminPages pages = new AdminPages(view, hop, metrics);
    admin =
        opened
            .add(
                Starting.on(
                    "admin", config.admin(), () -> AdminServer.start(config.admin(), pages)))
            .address();

    // Nobody is answered before everything that was in force is in force again.
    load(core, files, hop);
    listen =
        opened
            .add(
                Starting.on(
                    "xds",
                    config.listen(),
                    () -> WorkloadServer.start(config.listen(), identities, core.xds())))
            .address();
    xdsPlaintext = plaintext(config, core.xds());
    mesh.execute(() -> view.ready(listen));
  }

  /** Reads state and files, then serves; what it opened is closed again when it cannot. */
  static ControlPlane start(ControlPlaneConfig config) throws StartException {
    Opened opened = new Opened();
    try {
      return new ControlPlane(config, opened);
    } catch (StartException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Where workloads connect. */
  InetSocketAddress listen() {
    return listen;
  }

  InetSocketAddress admin() {
    return admin;
  }

  Optional<InetSocketAddress> xdsPlaintext() {
    return xdsPlaintext;
  }

  @Override
  public void close() {
    opened.close();
  }

  private Optional<InetSocketAddress> plaintext(ControlPlaneConfig config, XdsServer xds)
      throws StartException {
    if (config.xdsPlaintext().isEmpty()) {
      return Optional.empty();
    }
    InetSocketAddress address = config.xdsPlaintext().get();
    SpiffeId nobody = SpiffeId.ofTrustDomain(config.identity().trustDomain());
    return Optional.of(
        opened
            .add(
                Starting.on(
                    "xds-plaintext", address, () -> WorkloadServer.plaintext(address, nobody, xds)))
            .address());
  }

  private void load(MeshCore core, FileFeed files, MeshHop hop) throws StartException {
    try {
      opened.add(files.start());
      hop.ask(() -> {
        core.restore();
        return true;
      });
    } catch (IOException | UnansweredException e) {
      throw new StartException("files: " + e.getMessage(), e);
    }
  }
}
