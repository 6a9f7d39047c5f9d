package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Garbage on every port that Heddle opens. */
final class GarbageSuite {
  private static final long SEED = 51;
  private static final Duration BOUND = Duration.ofSeconds(70);

  /** Connections of the load itself come and go. */
  private static final long FILES_SLACK = 100;

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @Test
  void garbageOnEveryPortCrashesNothingAndCostsGoodTrafficNothing() throws Exception {
    int pieces = size.choose(500, 10_000);
    Shop shop = endToEnd.start(PartPlan.undisturbed("g", 2, size.rate(), SEED));
    List<String> ports = ports(shop);
    Map<String, ProcessHandle> before = processes(shop);
    int taken;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      Map<String, Long> files = openFiles(before);
      taken = Garbage.throwAt(ports, pieces, SEED);
      trial.runFor(2);
      assertThat(processes(shop)).as("the same processes").isEqualTo(before);
      requireAnswers(shop);
      Await.until("connections are let go", BOUND, () -> isNear(files, openFiles(before)));
      trial.awaitServing(BOUND);
      result = trial.finish();
    }
    Results.of("faults-garbage")
        .of(result)
        .add("pieces", pieces)
        .add("ports", ports.size())
        .add("pieces sent whole", taken)
        .keep();

    assertThat(result.load().failures()).isEmpty();
    assertThat(result.load().failed()).isZero();
    assertThat(result.findings().duplicates()).isZero();
    assertThat(result.findings().disagreements())
        .as("but for garbage that happened to be a request")
        .allMatch(text -> text.contains("which the generator never sent"));
  }

  private static List<MeshReplica> replicas(Shop shop) {
    return Stream.of("web", "catalog").flatMap(it -> shop.mesh().replicas(it).stream()).toList();
  }

  private static List<String> ports(Shop shop) throws Exception {
    List<String> ports = new ArrayList<>();
    ports.add(shop.mesh().controlPlane().xdsAddress());
    ports.add(shop.mesh().controlPlane().adminAddress());
    for (MeshReplica replica : replicas(shop)) {
      ports.addAll(Ready.of(replica.readyLine()).all());
    }
    return ports;
  }

  private static Map<String, ProcessHandle> processes(Shop shop) {
    Map<String, ProcessHandle> processes = new LinkedHashMap<>();
    processes.put("control plane", shop.mesh().controlPlane().process());
    for (MeshReplica replica : replicas(shop)) {
      processes.put(replica.name() + " sidecar", replica.sidecar().orElseThrow());
      processes.put(replica.name() + " application", replica.application().orElseThrow());
    }
    return processes;
  }

  private static void requireAnswers(Shop shop) throws Exception {
    assertThat(Page.get(shop.mesh().controlPlane().adminAddress(), "/healthz").text()).isNotBlank();
    for (MeshReplica replica : replicas(shop)) {
      Ready ready = Ready.of(replica.readyLine());
      assertThat(Page.get(ready.admin(), "/healthz").text()).isNotBlank();
      assertThat(Page.get(ready.health(), "/readyz").text()).contains("ready");
    }
  }

  private static Map<String, Long> openFiles(Map<String, ProcessHandle> processes)
      throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Map.Entry<String, ProcessHandle> process : processes.entrySet()) {
      Path directory = Path.of("/proc", Long.toString(process.getValue().pid()), "fd");
      try (Stream<Path> files = Files.list(directory)) {
        counts.put(process.getKey(), files.count());
      }
    }
    return counts;
  }

  private static boolean isNear(Map<String, Long> before, Map<String, Long> now) {
    return before.entrySet().stream()
        .allMatch(entry -> now.getOrDefault(entry.getKey(), 0L) <= entry.getValue() + FILES_SLACK);
  }
}
