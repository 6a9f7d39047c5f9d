package io.heddle.controlplane.check;

import io.heddle.controlplane.check.StateFacts.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Certificates: who signs, how long yet, and whether a change of that comes to its end. */
final class AuthorityChecks {
  private static final Duration SOON = Duration.ofDays(30);

  /** Workloads renew at half life, each phase of a rotation waits at least for them. */
  private static final Duration LONG_ROTATION = Duration.ofDays(1);

  private AuthorityChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("ca-files", facts -> facts.state().look(AuthorityChecks::fit)),
        new Check("ca-expiry", AuthorityChecks::expiry),
        new Check(
            "root-rotation",
            facts -> ControlPlaneChecks.mesh(facts).look(AuthorityChecks::rotation)));
  }

  private static Finding fit(StateFacts state) {
    if (state.certificates().isEmpty() && state.misfits().isEmpty()) {
      return Finding.skipped("no authority yet: a control plane makes one at its first start");
    }
    return Finding.noneOf(
        state.misfits(),
        "certificates and keys fit",
        "do not fit together",
        "a control plane does not start with them: put back the pair that belongs together; ca.crt"
            + " has the signing certificate first, then its issuers up to the root");
  }

  private static Finding expiry(Facts facts) {
    if (facts.state() instanceof Fact.Found<StateFacts>(var state)
        && !state.certificates().isEmpty()) {
      return expiry(state.certificates(), facts.now());
    }
    return ControlPlaneChecks.mesh(facts)
        .look(mesh -> expiry(mesh.authority().roots(), facts.now()));
  }

  private static Finding expiry(List<Certificate> certificates, Instant now) {
    List<String> expired = endBefore(now, certificates);
    String hint = "heddle cert rotate --state DIR puts a new root in its place";
    if (!expired.isEmpty()) {
      return Finding.noneOf(
          expired, "", "expired", hint + "; workloads join again with new tokens");
    }
    return Finding.betterNone(
        endBefore(now.plus(SOON), certificates),
        Finding.counted(certificates.size(), "certificate")
            + " of the authority, valid for 30 days and more",
        "expires within 30 days",
        hint);
  }

  private static List<String> endBefore(Instant end, List<Certificate> certificates) {
    return certificates.stream()
        .filter(it -> !it.notAfter().isAfter(end))
        .map(it -> it.file() + " " + it.subject() + " at " + it.notAfter())
        .toList();
  }

  private static Finding rotation(MeshFacts mesh) {
    var authority = mesh.authority();
    if (authority.since().isEmpty()) {
      return Finding.ok("none is under way");
    }
    Duration age = Duration.between(authority.since().get(), mesh.now());
    String seen = authority.phase() + " for " + Durations.shown(age);
    String hint = "start those again or end them, or heddle cert rotate --abort in TRUST_BOTH";
    if (!authority.laggards().isEmpty()) {
      return Finding.noneOf(authority.laggards(), "", seen + " waits", hint);
    }
    return age.compareTo(LONG_ROTATION) > 0
        ? Finding.warning(seen, "heddle cert status shows whom it waits for")
        : Finding.ok(seen);
  }
}
