package io.heddle.proxy.xds;

import io.heddle.certs.CertificateAuthority;
import io.heddle.certs.KeyHash;
import io.heddle.certs.RenewalSchedule;
import io.heddle.certs.SpiffeId;
import io.heddle.certs.TrustBundle;
import io.heddle.certs.X509Svid;
import io.heddle.proxy.config.WorkloadIdentity;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The instance's key, certificate and trust bundle, and the request for the next certificate. */
final class IdentityKeeper {
  private final StateDirectory files;
  private final RenewalSchedule schedule;
  private final SecureRandom random;
  private Optional<X509Svid> svid;
  private Optional<TrustBundle> bundle;
  private Optional<PendingRequest> pending;
  private Optional<Welcome> welcome = Optional.empty();

  IdentityKeeper(
      StateDirectory files, RenewalSchedule schedule, InstantSource clock, SecureRandom random) {
    this.files = files;
    this.schedule = schedule;
    this.random = random;
    this.svid = files.svid();
    this.bundle = svid.flatMap(it -> files.bundle(it.id().trustDomain()));
    this.pending = files.pending();
    svid.ifPresent(it -> schedule.resumed(lifetime(it.leaf()), remaining(it.leaf(), clock)));
  }

  Optional<X509Svid> svid() {
    return svid;
  }

  Optional<TrustBundle> bundle() {
    return bundle;
  }

  /** Absent until both certificate and roots are here. */
  Optional<WorkloadIdentity> identity() {
    return svid.flatMap(it -> bundle.map(roots -> new WorkloadIdentity(it, roots)));
  }

  /** A session is open: its credential has this identity. */
  void welcome(Welcome newWelcome) {
    welcome = Optional.of(newWelcome);
    if (svid.isPresent() && !svid.get().id().equals(newWelcome.id())) {
      schedule.requested();
    }
  }

  void renew() {
    schedule.requested();
  }

  void refused(Duration retryAfter) {
    if (retryAfter.isZero()) {
      pending = Optional.empty();
      files.deletePending();
      schedule.failed();
    } else {
      schedule.refused(retryAfter);
    }
  }

  Duration untilRequest() {
    return schedule.untilDue();
  }

  /** The request to send now; the same one again as long as it has no answer. */
  byte[] request() {
    if (pending.isEmpty()) {
      pending = Optional.of(PendingRequest.create(random));
      files.save(pending.get());
    }
    schedule.failed();
    return pending.get().request().der();
  }

  /**
   * Takes over a chain if its key is here.
   *
   * @return what is wrong with it; a chain for another key is left alone
   */
  Optional<String> onChain(List<X509Certificate> chain) {
    Optional<SpiffeId> id = SpiffeId.of(chain.getFirst());
    Optional<SpiffeId> expected = welcome.map(Welcome::id);
    if (id.isEmpty() || (expected.isPresent() && !id.equals(expected))) {
      return Optional.of(
          "certificate of "
              + id.map(SpiffeId::toString).orElse("nobody")
              + " (expected: "
              + expected.map(SpiffeId::toString).orElse("a SPIFFE id")
              + ")");
    }
    KeyHash key = KeyHash.of(chain.getFirst().getPublicKey());
    if (pending.filter(it -> KeyHash.of(it.request().publicKey()).equals(key)).isPresent()) {
      adopt(new X509Svid(id.get(), chain, pending.get().key()));
    } else if (svid.filter(it -> isOtherChainOf(it, key, chain)).isPresent()) {
      adopt(new X509Svid(id.get(), chain, svid.get().key()));
    }
    return Optional.empty();
  }

  private static boolean isOtherChainOf(X509Svid svid, KeyHash key, List<X509Certificate> chain) {
    return KeyHash.of(svid.leaf().getPublicKey()).equals(key) && !svid.chain().equals(chain);
  }

  private void adopt(X509Svid newSvid) {
    svid = Optional.of(newSvid);
    pending = Optional.empty();
    files.save(newSvid);
    schedule.issued(lifetime(newSvid.leaf()));
  }

  /** Returns what is wrong with them. */
  Optional<String> onRoots(List<X509Certificate> roots) {
    Optional<String> trustDomain =
        welcome.map(Welcome::id).or(() -> svid.map(X509Svid::id)).map(SpiffeId::trustDomain);
    if (trustDomain.isEmpty()) {
      return Optional.of("trust bundle of an unknown trust domain (expected: after Welcome)");
    }
    try {
      TrustBundle newBundle = new TrustBundle(trustDomain.get(), roots);
      if (!bundle.equals(Optional.of(newBundle))) {
        bundle = Optional.of(newBundle);
        files.save(newBundle);
      }
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("trust bundle: " + e.getMessage());
    }
  }

  /** As it was issued: the beginning is set back, so that clocks need not agree. */
  private static Duration lifetime(X509Certificate leaf) {
    Instant begin = leaf.getNotBefore().toInstant();
    Instant end = leaf.getNotAfter().toInstant();
    Duration lifetime = Duration.between(begin.plus(CertificateAuthority.BACKDATE), end);
    return lifetime.isPositive() ? lifetime : Duration.between(begin, end);
  }

  private static Duration remaining(X509Certificate leaf, InstantSource clock) {
    return Duration.between(clock.instant(), leaf.getNotAfter().toInstant());
  }
}
