package io.heddle.proxy.xds;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.ProxySnapshot;
import io.heddle.proxy.config.SnapshotTarget;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Keeps the snapshots it is given; applies them at once unless told otherwise. */
final class FakeDataPath implements SnapshotTarget {
  private volatile ProxySnapshot current = ProxySnapshot.EMPTY;
  private volatile CompletableFuture<Void> next = CompletableFuture.completedFuture(null);
  private volatile String cause = "";

  @Override
  public synchronized CompletionStage<Void> apply(ProxySnapshot snapshot) {
    current = snapshot;
    notifyAll();
    return next;
  }

  CompletionStage<String> connectAhead(ClusterConfig cluster, Endpoint endpoint) {
    return CompletableFuture.completedFuture(cause);
  }

  void connectingFails(String why) {
    cause = why;
  }

  ProxySnapshot current() {
    return current;
  }

  CompletableFuture<Void> holdBack() {
    next = new CompletableFuture<>();
    return next;
  }

  synchronized ProxySnapshot awaitListener(String listener) throws Exception {
    while (!current.listeners().containsKey(listener)) {
      wait();
    }
    return current;
  }

  synchronized ProxySnapshot await(Predicate<ProxySnapshot> condition) throws Exception {
    while (!condition.test(current)) {
      wait();
    }
    return current;
  }

  synchronized void awaitConnectTimeout(String cluster, Duration timeout) throws Exception {
    while (current.clusters().values().stream()
        .noneMatch(it -> it.name().equals(cluster) && it.connectTimeout().equals(timeout))) {
      wait();
    }
  }
}
