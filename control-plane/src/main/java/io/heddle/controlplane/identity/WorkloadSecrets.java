package io.heddle.controlplane.identity;

import com.google.protobuf.ByteString;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import io.heddle.certs.KeyHash;
import io.heddle.certs.Pem;
import io.heddle.certs.TrustBundle;
import io.heddle.controlplane.xds.ProxyIdentity;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.controlplane.xds.SecretSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last chain that each instance had signed, and the roots, as SDS secrets. Confined to the mesh
 * thread.
 */
public final class WorkloadSecrets implements SecretSource {
  static final String CHAIN = "default";
  static final String ROOTS = "ROOTCA";

  private static final int SWEEP_AT = 1024;

  private final InstantSource clock;
  private final Map<String, Chain> chains = new HashMap<>();
  private final Map<String, List<Watch>> watches = new HashMap<>();
  private Secret roots;
  private int sweepAt = SWEEP_AT;

  WorkloadSecrets(TrustBundle bundle, InstantSource clock) {
    this.roots = secret(bundle);
    this.clock = clock;
  }

  /** Tells every stream that has them. */
  void roots(TrustBundle bundle) {
    roots = secret(bundle);
    watches.values().stream().flatMap(List::stream).toList().forEach(watch -> watch.changed.run());
  }

  /** Whether the chain that the instance gets is of this root. */
  boolean isOf(String uid, KeyHash root) {
    Chain chain = chains.get(uid);
    return chain != null && chain.root().equals(root);
  }

  private static Secret secret(TrustBundle bundle) {
    return Secret.newBuilder()
        .setName(ROOTS)
        .setValidationContext(
            CertificateValidationContext.newBuilder().setTrustedCa(source(bundle.pem())))
        .build();
  }

  @Override
  public Optional<Secret> secret(ProxyIdentity proxy, String name) {
    if (proxy.access() == Access.NO_SECRETS) {
      return Optional.empty();
    }
    return switch (name) {
      case ROOTS -> Optional.of(roots);
      case CHAIN ->
          Optional.ofNullable(chains.get(proxy.uid()))
              .filter(chain -> clock.instant().isBefore(chain.notAfter()))
              .map(Chain::secret);
      default -> Optional.empty();
    };
  }

  @Override
  public Subscription watch(ProxyIdentity proxy, Runnable changed) {
    Watch watch = new Watch(changed);
    watches.computeIfAbsent(proxy.uid(), _ -> new ArrayList<>()).add(watch);
    return () -> unwatch(proxy.uid(), watch);
  }

  void put(Issuer.Issued issued) {
    sweep();
    Secret secret =
        Secret.newBuilder()
            .setName(CHAIN)
            .setTlsCertificate(
                TlsCertificate.newBuilder().setCertificateChain(source(Pem.encode(issued.chain()))))
            .build();
    String uid = issued.registration().uid();
    chains.put(uid, new Chain(secret, issued.notAfter(), issued.root()));
    for (Watch watch : List.copyOf(watches.getOrDefault(uid, List.of()))) {
      watch.changed.run();
    }
  }

  private void unwatch(String uid, Watch watch) {
    List<Watch> ofProxy = watches.get(uid);
    if (ofProxy != null && ofProxy.remove(watch) && ofProxy.isEmpty()) {
      watches.remove(uid);
    }
  }

  private void sweep() {
    if (chains.size() >= sweepAt) {
      Instant now = clock.instant();
      chains.values().removeIf(chain -> now.isAfter(chain.notAfter()));
      sweepAt = Math.max(SWEEP_AT, 2 * chains.size());
    }
  }

  private static DataSource source(String pem) {
    return DataSource.newBuilder().setInlineBytes(ByteString.copyFromUtf8(pem)).build();
  }

  private record Chain(Secret secret, Instant notAfter, KeyHash root) {}

  /** Told apart by identity: two streams may watch with equal callbacks. */
  private static final class Watch {
    private final Runnable changed;

    Watch(Runnable changed) {
      this.changed = changed;
    }
  }
}
