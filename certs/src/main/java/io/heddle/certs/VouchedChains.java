package io.heddle.certs;

import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Remembers the last 1,024 chains that a bundle vouched for, to the byte, so that the next
 * handshake with the same peer checks no signatures. What was refused is judged anew, and so is a
 * chain at a moment when any certificate of it, or any root, begins or ends. Safe for any thread.
 */
public final class VouchedChains {
  static final int MAX_CHAINS = 1_024;

  private final Judge judge;
  private final SequencedMap<Key, Known> chains = new LinkedHashMap<>(16, 0.75f, true);

  public VouchedChains() {
    this(TrustBundle::verify);
  }

  VouchedChains(Judge judge) {
    this.judge = judge;
  }

  /** Who judges what is not known. */
  interface Judge {
    SpiffeId verify(TrustBundle bundle, List<X509Certificate> chain, Instant at)
        throws SvidRejectedException;
  }

  private record Key(TrustBundle bundle, List<ByteBuffer> encoded) {}

  /** Holds from one moment to another, both included. */
  private record Known(SpiffeId id, Instant from, Instant until) {
    boolean holdsAt(Instant at) {
      return !at.isBefore(from) && !at.isAfter(until);
    }
  }

  /** As {@link TrustBundle#verify}. */
  public SpiffeId verify(TrustBundle bundle, List<X509Certificate> chain, Instant at)
      throws SvidRejectedException {
    Optional<Key> key = encoded(chain).map(encoded -> new Key(bundle, encoded));
    Optional<Known> known = key.flatMap(this::get).filter(it -> it.holdsAt(at));
    if (known.isPresent()) {
      return known.get().id();
    }
    SpiffeId id = judge.verify(bundle, chain, at);
    key.ifPresent(it -> put(it, known(id, bundle, chain, at)));
    return id;
  }

  private Optional<Known> get(Key key) {
    synchronized (chains) {
      return Optional.ofNullable(chains.get(key));
    }
  }

  private void put(Key key, Known known) {
    synchronized (chains) {
      chains.put(key, known);
      if (chains.size() > MAX_CHAINS) {
        chains.pollFirstEntry();
      }
    }
  }

  /** Roots that are not valid now play no part; one that becomes so only adds trust. */
  private static Known known(
      SpiffeId id, TrustBundle bundle, List<X509Certificate> chain, Instant at) {
    List<X509Certificate> all =
        Stream.concat(
                chain.stream(), bundle.roots().stream().filter(root -> SvidRules.isValid(root, at)))
            .toList();
    return new Known(
        id,
        all.stream().map(it -> it.getNotBefore().toInstant()).max(Instant::compareTo).orElse(at),
        all.stream().map(it -> it.getNotAfter().toInstant()).min(Instant::compareTo).orElse(at));
  }

  private static Optional<List<ByteBuffer>> encoded(List<X509Certificate> chain) {
    List<ByteBuffer> encoded = new ArrayList<>(chain.size());
    try {
      for (X509Certificate certificate : chain) {
        encoded.add(ByteBuffer.wrap(certificate.getEncoded()));
      }
      return Optional.of(encoded);
    } catch (CertificateEncodingException e) {
      return Optional.empty();
    }
  }
}
