package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heddle.controlplane.xds.AdsCall.StreamOpener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Aggregated discovery in both variants, over one cache. */
final class AdsService extends AggregatedDiscoveryServiceImplBase {
  private final Supplier<? extends CompletionStage<? extends Credential>> credentials;
  private final MeshThread mesh;
  private final StreamOpener opener;

  AdsService(
      Supplier<? extends CompletionStage<? extends Credential>> credentials,
      MeshThread mesh,
      StreamOpener opener) {
    this.credentials = credentials;
    this.mesh = mesh;
    this.opener = opener;
  }

  @Override
  public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
      StreamObserver<DeltaDiscoveryResponse> client) {
    return call(new DeltaCodec(), client);
  }

  @Override
  public StreamObserver<DiscoveryRequest> streamAggregatedResources(
      StreamObserver<DiscoveryResponse> client) {
    return call(new StateOfTheWorldCodec(), client);
  }

  private <Q, P> StreamObserver<Q> call(Codec<Q, P> codec, StreamObserver<P> client) {
    // The stubs of a server hand in no other kind of observer.
    AdsCall<Q, P> call = new AdsCall<>(codec, (ServerCallStreamObserver<P>) client, mesh, opener);
    call.start(credential());
    return call;
  }

  /** Asked here, in the context of the call. */
  private CompletionStage<? extends Credential> credential() {
    try {
      return credentials.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
