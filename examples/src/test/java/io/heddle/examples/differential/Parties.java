package io.heddle.examples.differential;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.examples.demo.Mesh;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.e2e.Await;
import io.heddle.examples.e2e.EndToEnd;
import io.heddle.examples.e2e.IssuedFiles;
import io.heddle.examples.e2e.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An Envoy and a sidecar of one control plane, with a port for each of some Services, and the
 * servers behind them.
 */
final class Parties implements AutoCloseable {
  /** A path of every route by which it is known what a party has in force. */
  static final String ROUND = "/.round";

  private static final String IDENTITIES = "spiffe://cluster.local/ns/shop/sa/";
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final EndToEnd endToEnd;
  private final Mesh mesh;
  private final Map<String, Backend> backends = new LinkedHashMap<>();
  private final List<String> services;
  private final Party envoy;
  private final Party sidecar;
  private int round;

  private Parties(EndToEnd endToEnd, Mesh mesh, List<String> services) throws Exception {
    this.endToEnd = endToEnd;
    this.mesh = mesh;
    this.services = services;
    for (String name : List.of("a", "b", "c")) {
      Path certificates = IssuedFiles.of(endToEnd, name, IDENTITIES + name, LIFETIME);
      backends.put(name, new Backend(name, certificates));
    }
    apply(List.of());
    Path certificates = IssuedFiles.of(endToEnd, "gateway", IDENTITIES + "gateway", LIFETIME);
    envoy = EnvoyParty.start(endToEnd, mesh, services, certificates);
    sidecar = SidecarParty.start(endToEnd, mesh, services);
  }

  static Parties start(EndToEnd endToEnd, int services) throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < services; i++) {
      names.add("svc-" + i);
    }
    Mesh mesh = endToEnd.startMesh(PartPlan.undisturbed("d", 0, 0, 1).servingStrangers());
    return new Parties(endToEnd, mesh, names);
  }

  int size() {
    return services.size();
  }

  String service(int index) {
    return services.get(index);
  }

  Party envoy() {
    return envoy;
  }

  Party sidecar() {
    return sidecar;
  }

  Map<String, Backend> backends() {
    return backends;
  }

  /** Gives each Service the rules of one set, and waits until both parties have them. */
  void use(List<RuleSet> sets) throws IOException, InterruptedException {
    String name = apply(sets);
    try {
      for (int i = 0; i < services.size(); i++) {
        await(name, i);
      }
    } catch (AssertionError e) {
      throw new AssertionError("not in force; problems: " + problems(), e);
    }
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new AssertionError("problems: " + problems + " (expected: none)");
    }
  }

  /** Gives the first Service these rules, and the others none. */
  void useFirst(RuleSet set) throws IOException, InterruptedException {
    await(apply(List.of(set)), 0);
  }

  private void await(String name, int service) throws InterruptedException {
    for (Party party : List.of(envoy, sidecar)) {
      Await.until(
          party.name() + " has " + name + " of " + services.get(service),
          BOUND,
          () -> party.get(service, ROUND).value("location").orElse("").contains(name + ".example"));
    }
  }

  private String apply(List<RuleSet> sets) throws IOException {
    String name = "round-" + ++round;
    List<String> documents = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      RuleSet set = i < sets.size() ? sets.get(i) : new RuleSet("none", List.of(), "", List.of());
      documents.add(set.yaml(services.get(i), name));
    }
    documents.addAll(backends.values().stream().map(Parties::yaml).toList());
    Path objects = endToEnd.files().objects();
    Path whole = objects.resolve(".differential.yaml.new");
    Files.writeString(whole, String.join("---\n", documents));
    Files.move(
        whole,
        objects.resolve("differential.yaml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return name;
  }

  private static String yaml(Backend backend) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: NAME, namespace: shop}
    spec: {ports: [{name: http, port: 80}]}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: NAME
      namespace: shop
      labels: {kubernetes.io/service-name: NAME}
      annotations: {heddle.io/identity: "%s"}
    addressType: IPv4
    ports: [{name: http, port: %d}]
    endpoints: [{addresses: [127.0.0.1], conditions: {ready: true}}]
    """
        .formatted(IDENTITIES + "NAME", backend.port())
        .replace("NAME", backend.name());
  }

  /** As a sidecar is sent them now. */
  JsonNode resources() throws IOException {
    return Page.get(mesh.controlPlane().adminAddress(), "/v1/resources?kind=heddle")
        .json()
        .path("resources");
  }

  /** What the control plane cannot honour of the objects that are compared. */
  private List<String> problems() throws IOException {
    return Page.get(mesh.controlPlane().adminAddress(), "/v1/problems")
        .json()
        .path("problems")
        .valueStream()
        .map(Object::toString)
        .filter(problem -> !problem.contains("warning"))
        .filter(problem -> !problem.contains("missing"))
        .collect(Collectors.toList());
  }

  @Override
  public void close() throws IOException {
    for (Backend backend : backends.values()) {
      backend.close();
    }
  }
}
