package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.heddle.examples.demo.Deployer;
import io.heddle.examples.demo.LedgerEntry;
import io.heddle.examples.demo.LoadRun;
import io.heddle.examples.demo.PartPlan;
import io.heddle.examples.demo.Shop;
import io.heddle.perf.load.Failure;
import io.heddle.perf.load.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What users write is changed while requests flow: none is lost that the change does not name. */
final class EditsSuite {
  private static final long SEED = 20_251;
  private static final int BLUE_SHARE = 75;

  @RegisterExtension private final EndToEnd endToEnd = new EndToEnd();
  private final Size size = Size.current();

  @Test
  void editsUnderLoadLoseNothing() throws Exception {
    int edits = size.choose(30, 200);
    Shop shop = endToEnd.start(PartPlan.undisturbed("e", 2, size.rate(), SEED));
    Deployer green = startGreen(shop);
    Editor editor;
    Trial.Result result;
    try (Trial trial = Trial.start(shop, size.rate())) {
      editor = new Editor(trial, green, endToEnd.files().objects(), SEED);
      editor.edit(edits);
      trial.runFor(1);
      result = trial.finish();
    }
    int inWindows = requireVersions(shop, editor.windows());
    Results.of("edits-under-load")
        .of(result)
        .add("edits", editor.done().toString())
        .add("requestsWhoseVersionWasCertain", inWindows)
        .keep();

    assertThat(result.load().failures()).isEmpty();
    assertThat(result.load().failed()).isZero();
    assertThat(result.findings().disagreements()).isEmpty();
    assertThat(result.findings().duplicates()).isZero();
    assertThat(result.sidecars().misdirected()).isZero();
    assertThat(result.sidecars().repeated()).isZero();
    assertThat(editor.done()).containsOnlyKeys(Editor.Edit.values());
    assertThat(editor.done().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(edits);
    assertThat(inWindows).isGreaterThan(edits);
  }

  @Test
  void aBackendThatIsDeletedTakesExactlyItsShareWithIt() throws Exception {
    Shop shop = endToEnd.start(PartPlan.undisturbed("d", 2, size.rate(), SEED));
    startGreen(shop);
    Path objects = endToEnd.files().objects();
    Manifest split = Manifest.blue().withBlueWeight(BLUE_SHARE);
    split.write(objects);
    awaitConvergence(shop);
    Instant deleted;
    LoadReport change;
    try (LoadRun load = shop.startLoad("dc")) {
      awaitSettled(load, 2L * size.rate());
      deleted = InstantSource.system().instant();
      split.withGreen(Manifest.Green.DELETED).write(objects);
      awaitConvergence(shop);
      awaitSettled(load, load.counts().sent() + size.rate());
      change = load.finish();
    }
    LoadReport without = load(shop, "dd", size.choose(10, 60));
    split.write(objects);
    awaitConvergence(shop);
    LoadReport again = load(shop, "de", 2);
    double share = (double) without.failed() / without.requests();
    Results.of("edits-backend-deleted")
        .add("requests", without.requests())
        .add("failedShare", share)
        .add("expectedShare", (100 - BLUE_SHARE) / 100.0)
        .add("failedWhileItHappened", change.failed())
        .add("failedWithItBack", again.failed())
        .keep();

    assertThat(change.failures())
        .allSatisfy(failure -> assertThat(failure.reason()).contains("500"))
        .allSatisfy(failure -> assertThat(failure.at()).isAfter(deleted));
    assertThat(without.failures())
        .allSatisfy(failure -> assertThat(failure.reason()).contains("500"));
    assertThat(share)
        .isCloseTo(
            (100 - BLUE_SHARE) / 100.0,
            within(fourDeviations((100 - BLUE_SHARE) / 100.0, without.requests())));
    assertThat(executedIds(shop))
        .as("what is refused reaches no application")
        .doesNotContainAnyElementsOf(without.failures().stream().map(Failure::id).toList());
    assertThat(again.failures()).isEmpty();
  }

  private LoadReport load(Shop shop, String name, int seconds) throws Exception {
    try (LoadRun load = shop.startLoad(name)) {
      awaitSettled(load, (long) size.rate() * seconds);
      return load.finish();
    }
  }

  /** One in 16,000 fair runs lies outside. */
  private static double fourDeviations(double share, long requests) {
    return 4 * Math.sqrt(share * (1 - share) / requests);
  }

  private Deployer startGreen(Shop shop) throws IOException, InterruptedException {
    Manifest.blue().write(endToEnd.files().objects());
    awaitConvergence(shop);
    Deployer green = shop.another(Manifest.GREEN_APP);
    green.create(2, "v2");
    green.awaitAllReady();
    return green;
  }

  private static void awaitConvergence(Shop shop) throws InterruptedException {
    Convergence.await(shop.mesh().controlPlane().adminAddress());
  }

  private static void awaitSettled(LoadRun load, long requests) throws InterruptedException {
    Await.until(
        requests + " requests", Duration.ofMinutes(2), () -> load.counts().settled() >= requests);
  }

  private static Set<String> executedIds(Shop shop) throws IOException {
    return shop.executions("catalog").stream().map(LedgerEntry::id).collect(Collectors.toSet());
  }

  /**
   * Whatever a web began after a change was everywhere, and a catalog executed before the next, was
   * executed by the version that the change named.
   */
  private static int requireVersions(Shop shop, List<Editor.Window> windows) throws IOException {
    Map<String, Instant> begun = new HashMap<>();
    shop.executions("web").forEach(entry -> begun.put(entry.id(), entry.at()));
    int certain = 0;
    for (LedgerEntry entry : shop.executions("catalog")) {
      Instant from = begun.getOrDefault(entry.id(), Instant.MIN);
      for (Editor.Window window : windows) {
        if (from.isAfter(window.from()) && entry.at().isBefore(window.to())) {
          certain++;
          assertThat(entry.version()).as("%s in %s", entry, window).isEqualTo(window.version());
        }
      }
    }
    return certain;
  }
}
