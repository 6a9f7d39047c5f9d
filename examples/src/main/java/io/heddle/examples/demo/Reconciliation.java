package io.heddle.examples.demo;

import io.heddle.perf.load.Method;
import io.heddle.perf.load.Outcomes;
import java.io.IOException;

/**
 * Holds what three parties counted against each other: the generator, the applications' ledgers,
 * the sidecars. What one knows and another denies is a disagreement.
 */
final class Reconciliation {
  private final Outcomes outcomes;
  private final VersionLog versions;
  private final Disagreements disagreements = new Disagreements();
  private final Executions catalog;
  private final Executions web;
  private long failed;
  private long duplicates;
  private long executedButLost;
  private long neverExecutedPosts;

  Reconciliation(Outcomes outcomes, VersionLog versions) {
    this.outcomes = outcomes;
    this.versions = versions;
    this.catalog = new Executions("catalog", outcomes, disagreements);
    this.web = new Executions("web", outcomes, disagreements);
  }

  Findings reconcile(Ledgers catalogLedgers, Ledgers webLedgers, SidecarTotals sidecars)
      throws IOException {
    long malformed = catalogLedgers.read(this::onCatalogEntry) + webLedgers.read(web::add);
    if (malformed > 0) {
      disagreements.add("ledgers: " + malformed + " lines are cut (expected: whole ones)");
    }
    for (int sequence = 0; sequence < outcomes.size(); sequence++) {
      judge(sequence);
    }
    judge(sidecars);
    return new Findings(
        duplicates,
        executedButLost,
        neverExecutedPosts,
        disagreements.kept(),
        disagreements.count());
  }

  private void onCatalogEntry(LedgerEntry entry) {
    catalog.add(entry);
    if (!versions.served(entry.version(), entry.at())) {
      disagreements.add(
          "%s was executed by %s at %s, when that version did not serve"
              .formatted(entry.id(), entry.version(), entry.at()));
    }
  }

  private void judge(int sequence) {
    boolean isPost = outcomes.method(sequence) == Method.POST;
    if (isPost && catalog.isRepeated(sequence)) {
      duplicates++;
    }
    if (web.isRepeated(sequence)) {
      disagreements.add("web executed " + outcomes.id(sequence) + " twice, and was asked once");
    }
    switch (outcomes.state(sequence)) {
      case ANSWERED -> judgeAnswered(sequence);
      case PENDING -> disagreements.add(outcomes.id(sequence) + " was sent and never settled");
      case FAILED -> {
        failed++;
        if (catalog.contains(sequence)) {
          executedButLost++;
        } else if (isPost) {
          neverExecutedPosts++;
        }
      }
    }
  }

  private void judgeAnswered(int sequence) {
    String id = outcomes.id(sequence);
    if (!catalog.contains(sequence)) {
      disagreements.add(id + " was answered, and no catalog executed it");
    } else if (!catalog.isByAnsweringVersion(sequence)) {
      disagreements.add(
          "%s was answered by %s, which did not execute it"
              .formatted(id, outcomes.version(sequence)));
    }
    if (!web.contains(sequence)) {
      disagreements.add(id + " was answered, and no web executed it");
    }
  }

  private void judge(SidecarTotals sidecars) {
    if (failed == 0 && sidecars.failed() > 0) {
      disagreements.add(
          "sidecars failed " + sidecars.failed() + " requests, and the generator saw none fail");
    }
    if (failed > 0 && sidecars.failed() == 0) {
      disagreements.add("the generator saw " + failed + " requests fail, and the sidecars none");
    }
    if (sidecars.repeated() > 0) {
      disagreements.add(
          "sidecars sent "
              + sidecars.repeated()
              + " requests again that had reached an application");
    }
  }
}
