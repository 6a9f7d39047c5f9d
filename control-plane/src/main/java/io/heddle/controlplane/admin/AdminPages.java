package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Every path of the admin server; docs/admin.md has the shapes. */
public final class AdminPages {
  private final AdminSource source;
  private final MeshHop hop;
  private final ControlPlaneMetrics metrics;

  public AdminPages(AdminSource source, MeshHop hop, ControlPlaneMetrics metrics) {
    this.source = source;
    this.hop = hop;
    this.metrics = metrics;
  }

  Map<String, Page> byPath() {
    Map<String, Page> pages = new LinkedHashMap<>();
    pages.put("/healthz", this::healthz);
    pages.put("/readyz", this::readyz);
    pages.put("/metrics", this::metrics);
    pages.put("/config_dump", plain(() -> ConfigDumpJson.of(source.configDump())));
    pages.put("/v1/proxies", plain(() -> ProxyJson.of(source.proxies(), source.instances())));
    pages.put("/v1/process", plain(() -> ProcessJson.of(source.process())));
    pages.put("/v1/services", plain(() -> ServiceJson.of(source.services())));
    pages.put("/v1/instances", plain(() -> InstanceJson.of(source.instances())));
    pages.put("/v1/rollouts", plain(() -> RolloutJson.of(source.reportCards())));
    pages.put("/v1/authority", plain(() -> AuthorityJson.of(source.authority())));
    pages.put("/v1/problems", plain(() -> ProblemJson.of(source.problems())));
    pages.put("/v1/resources", new ResourcesPage(source, hop));
    pages.put("/v1/convergence", new ConvergencePage(source, hop));
    return pages;
  }

  /** Alive is who still runs tasks on the mesh thread. */
  private Reply healthz(Query query) throws BadQueryException, UnansweredException {
    query.allow(Set.of());
    return Reply.text(200, hop.ask(() -> "ok"));
  }

  private Reply readyz(Query query) throws BadQueryException, UnansweredException {
    query.allow(Set.of());
    Optional<String> unready = hop.ask(source::unready);
    return unready.map(reason -> Reply.text(503, reason)).orElseGet(() -> Reply.text(200, "ok"));
  }

  private Reply metrics(Query query) throws BadQueryException, UnansweredException {
    query.allow(Set.of());
    hop.ask(() -> {
      metrics.update(source);
      return true;
    });
    return new Reply(200, ControlPlaneMetrics.CONTENT_TYPE, metrics.scrape());
  }

  private Page plain(Supplier<JsonNode> content) {
    return query -> {
      query.allow(Set.of());
      return Reply.json(hop.ask(content));
    };
  }
}
