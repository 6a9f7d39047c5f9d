package io.heddle.controlplane;

import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.identity.Identities;
import io.heddle.controlplane.rollout.Convergence;
import io.heddle.controlplane.rollout.InstanceBook;
import io.heddle.controlplane.rollout.Mesh;
import io.heddle.controlplane.rollout.Propagation;
import io.heddle.controlplane.rollout.ReportCards;
import io.heddle.controlplane.rollout.RolloutEngine;
import io.heddle.controlplane.translate.TranslateConfig;
import io.heddle.controlplane.translate.Translator;
import io.heddle.controlplane.xds.XdsCache;
import io.heddle.controlplane.xds.XdsServer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What belongs to the mesh thread, wired: objects and instances -> model -> resources -> proxies,
 * and their acknowledgements -> the lives of instances.
 */
final class MeshCore {
  private final MeshState state;
  private final XdsServer xds;
  private final Convergence convergence;
  private final Propagation propagation;
  private final ReportCards reportCards;
  private final InstanceBook book;
  private final SidecarClocks clocks = new SidecarClocks(InstantSource.system());
  private final RolloutEngine rollouts;

  MeshCore(
      ControlPlaneConfig config,
      MeshExecutor mesh,
      Executor disk,
      Identities identities,
      ControlPlaneMetrics metrics) {
    XdsCache cache = new XdsCache();
    Translator translator = new Translator(new TranslateConfig(config.identity().trustDomain()));
    state = new MeshState(translator, cache);
    Prefetch prefetch = new Prefetch(new UsedListeners(System::nanoTime), state);
    xds =
        new XdsServer(
            cache, mesh.meshThread(), identities.secrets(), new XdsReports(metrics, prefetch));

    convergence = new Convergence(xds.holders());
    propagation = new Propagation(xds.holders(), System::nanoTime, metrics);
    reportCards = new ReportCards(mesh.clock(), propagation);
    book = new InstanceBook(config.state().resolve("instances"), disk);
    rollouts =
        new RolloutEngine(
            new Mesh(state, xds.holders()),
            mesh.clock(),
            config.rollout(),
            List.of(convergence, reportCards, book, clocks, new LifecycleReports(metrics)));
    xds.holders().onChange(new Coalesced(mesh::execute, this::progress));
  }

  private void progress() {
    propagation.progress();
    rollouts.progress();
    state.progress(xds.holders());
  }

  /** Puts the objects in force, and has their way to the proxies measured. */
  void read(ObjectSet objects, long readNanos) {
    for (MeshState.ObjectChange change : state.apply(objects)) {
      convergence.objectChanged(
          change.fullName(), change.hash(), change.generation(), change.resources());
      propagation.follow(change.generation(), change.resources(), readNanos);
    }
  }

  /** Puts the instances of the book in force as they were. */
  void restore() {
    rollouts.restore(book.load());
  }

  XdsServer xds() {
    return xds;
  }

  RolloutEngine rollouts() {
    return rollouts;
  }

  Problems problems(IdentityReports identities) {
    return new Problems(state, xds, book, identities);
  }

  AdminView.Rollouts shownRollouts() {
    return new AdminView.Rollouts(rollouts, convergence, reportCards, clocks, state);
  }
}
