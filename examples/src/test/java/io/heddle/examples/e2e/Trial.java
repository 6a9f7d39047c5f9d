package io.heddle.examples.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.demo.Findings;
import io.heddle.examples.demo.LoadRun;
import io.heddle.examples.demo.MeshReplica;
import io.heddle.examples.demo.Shop;
import io.heddle.examples.demo.SidecarTotals;
import io.heddle.perf.load.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A shop under load while a test does to it what it likes; the counts are compared at the end. */
final class Trial implements AutoCloseable {
  /** By which a busy machine may be late. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  private final Shop shop;
  private final int rate;
  private final LoadRun load;

  private Trial(Shop shop, int rate, LoadRun load) {
    this.shop = shop;
    this.rate = rate;
    this.load = load;
  }

  /**
   * What the trial showed.
   *
   * @param sidecars as far as they have reported
   */
  record Result(LoadReport load, Findings findings, SidecarTotals sidecars) {
    /** No POST ran twice, and the shop's books agree with what clients were told. */
    void requireSound() {
      assertThat(findings.duplicates()).as("POSTs that ran twice").isZero();
      assertThat(findings.disagreements()).isEmpty();
    }
  }

  /** Returns when the load has grown to its height, and a second later. */
  static Trial start(Shop shop, int rate) throws IOException, InterruptedException {
    Trial trial = new Trial(shop, rate, shop.startLoad());
    trial.settle(rate * Shop.RAMP_UP.toSeconds() / 2);
    trial.runFor(1);
    return trial;
  }

  Shop shop() {
    return shop;
  }

  LoadRun load() {
    return load;
  }

  String admin() {
    return shop.mesh().controlPlane().adminAddress();
  }

  /** Lets as many requests be settled as are due in so many seconds. */
  void runFor(int seconds) throws InterruptedException {
    settle((long) rate * seconds, SLACK.plusSeconds(seconds));
  }

  /** Lets so many more requests be settled. */
  void settle(long requests) throws InterruptedException {
    settle(requests, SLACK);
  }

  private void settle(long requests, Duration bound) throws InterruptedException {
    long goal = load.counts().settled() + requests;
    Await.until(requests + " more requests", bound, () -> load.counts().settled() >= goal);
  }

  /** Waits until every instance of the services is as it should be, and connected. */
  void awaitServing(Duration bound) throws InterruptedException {
    Await.until("all instances serve", bound, () -> isServing("web") && isServing("catalog"));
  }

  private boolean isServing(String service) throws IOException {
    Instances instances = Instances.of(admin());
    List<MeshReplica> replicas = shop.mesh().replicas(service);
    for (MeshReplica replica : replicas) {
      if (!instances.isServing(replica.uid().orElse(""))) {
        return false;
      }
    }
    return !replicas.isEmpty();
  }

  /** Ends the load and compares; the sidecars' failures are the generator's for this. */
  Result finish() throws IOException, InterruptedException {
    LoadReport report = load.finish();
    SidecarTotals seen = shop.mesh().totals();
    SidecarTotals sidecars =
        new SidecarTotals(
            seen.propagation(),
            seen.misdirected(),
            seen.refused(),
            report.failed(),
            seen.redispatched(),
            seen.repeated());
    return new Result(report, shop.reconcile(report, sidecars), seen);
  }

  @Override
  public void close() throws IOException {
    load.close();
  }
}
