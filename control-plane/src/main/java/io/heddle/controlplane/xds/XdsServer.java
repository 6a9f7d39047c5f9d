package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.BindableService;
import io.heddle.certs.SpiffeId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The xDS server: a cache, the streams that are told of it, and what is known of their progress.
 */
public final class XdsServer {
  /** For {@code ServerBuilder.maxInboundMessageSize}. */
  public static final int MAX_RECEIVED_BYTES = 4 * 1024 * 1024;

  private final XdsCache cache;
  private final MeshThread mesh;
  private final ProxyDirectory directory;
  private final StreamEnvironment environment;

  public XdsServer(XdsCache cache, MeshThread mesh, SecretSource secrets, XdsObserver observer) {
    this.cache = cache;
    this.mesh = mesh;
    this.directory = new ProxyDirectory(mesh, cache);
    this.environment =
        new StreamEnvironment(mesh, cache, secrets, observer, new ResourceEncoder(), directory);
  }

  /**
   * The gRPC service for one listener.
   *
   * @param identities called in the gRPC context of each call; who its connection is. A failed
   *     stage ends the call with the status of the failure, and so does one that takes more than 5
   *     s
   */
  public BindableService adsService(Supplier<CompletionStage<ProxyIdentity>> identities) {
    return new AdsService(
        () -> identities.get().thenApply(identity -> (Credential) _ -> identity), mesh, this::open);
  }

  /**
   * The gRPC service for a listener whose clients prove nothing: they get everything but secrets
   * and inbound listeners, and are known as {@code plaintext/<node.id>}.
   *
   * @param nobody the identity that such a client has: the trust domain without a workload
   */
  public BindableService plaintextService(SpiffeId nobody) {
    Credential local = new LocalClient(nobody);
    return new AdsService(() -> CompletableFuture.completedStage(local), mesh, this::open);
  }

  public Holders holders() {
    return directory;
  }

  /** Every proxy that is connected or was less than 60 s ago. On the mesh thread only. */
  public List<ProxyView> proxies() {
    return directory.views();
  }

  /**
   * Every stream that is open and has, or as a sidecar's is to have, the secret of this name. On
   * the mesh thread only.
   */
  public List<SecretHolder> secretHolders(String name) {
    return directory.secretHolders(name);
  }

  /** Every resource, without secrets. On the mesh thread only. */
  public List<DumpedResource> configDump() {
    return cache.dump();
  }

  /** Every resource for that kind of client, without secrets. On the mesh thread only. */
  public List<DumpedResource> resources(ClientKind kind) {
    return cache.all(kind);
  }

  /**
   * The listener and everything that it leads to, without secrets; empty without such a listener.
   * On the mesh thread only.
   */
  public List<DumpedResource> resourcesFrom(String listener, ClientKind kind) {
    return cache.reachable(listener, kind);
  }

  private AdsStream open(ProxyIdentity identity, Node node, Variant variant, Outbound outbound) {
    NodeClaims claims = NodeClaims.of(node);
    StreamPeer peer =
        new StreamPeer(
            identity,
            claims.kind(),
            claims.schemaVersion(),
            claims.certificates(),
            mesh.clock().instant());
    AdsStream stream = new AdsStream(peer, variant, outbound, environment);
    directory.opened(stream);
    environment.observer().streamOpened(peer);
    return stream;
  }
}
