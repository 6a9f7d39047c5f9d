package io.heddle.certs;

import io.heddle.certs.SvidRejectedException.Reason;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Decides whether the peer of a TLS connection is somebody to talk to. */
@FunctionalInterface
public interface PeerCheck {
  /** The peer's id, from its chain as it was presented, leaf first. */
  SpiffeId check(List<X509Certificate> chain) throws SvidRejectedException;

  /**
   * A peer of the bundle's trust domain whose id is accepted; the bundle is read anew each time.
   */
  static PeerCheck trusting(
      Supplier<TrustBundle> bundle, Predicate<SpiffeId> accepted, InstantSource clock) {
    return trusting(chain -> bundle.get().verify(chain, clock.instant()), accepted);
  }

  /** As {@link #trusting(Supplier, Predicate, InstantSource)}, sparing what is known already. */
  static PeerCheck trusting(
      Supplier<TrustBundle> bundle,
      Predicate<SpiffeId> accepted,
      InstantSource clock,
      VouchedChains known) {
    return trusting(chain -> known.verify(bundle.get(), chain, clock.instant()), accepted);
  }

  private static PeerCheck trusting(PeerCheck identify, Predicate<SpiffeId> accepted) {
    return chain -> {
      SpiffeId id = identify.check(chain);
      if (!accepted.test(id)) {
        throw new SvidRejectedException(
            Reason.OTHER_PEER, "peer: " + id + " (expected: another identity)");
      }
      return id;
    };
  }

  /** A peer whose chain includes the root with this key; for who knows nothing else of a mesh. */
  static PeerCheck pinned(KeyHash root, Predicate<SpiffeId> accepted, InstantSource clock) {
    return pinned(List.of(root), accepted, clock);
  }

  /** As {@link #pinned(KeyHash, Predicate, InstantSource)}, with any one of several roots. */
  static PeerCheck pinned(
      Collection<KeyHash> roots, Predicate<SpiffeId> accepted, InstantSource clock) {
    return chain -> {
      TrustBundle bundle = PinnedRoot.in(chain, roots);
      return trusting(() -> bundle, accepted, clock).check(chain);
    };
  }
}
