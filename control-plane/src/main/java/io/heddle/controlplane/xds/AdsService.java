package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.heddle.controlplane.xds.AdsCall.StreamOpener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Aggregated discovery in both variants, over one cache. */
final class AdsService implements BindableService {
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
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(AggregatedDiscoveryServiceGrpc.SERVICE_NAME)
        .addMethod(
            readingAll(AggregatedDiscoveryServiceGrpc.getDeltaAggregatedResourcesMethod()),
            ServerCalls.asyncBidiStreamingCall(client -> call(new DeltaCodec(), client)))
        .addMethod(
            readingAll(AggregatedDiscoveryServiceGrpc.getStreamAggregatedResourcesMethod()),
            ServerCalls.asyncBidiStreamingCall(client -> call(new StateOfTheWorldCodec(), client)))
        .build();
  }

  private static <Q, P> MethodDescriptor<Received<Q>, P> readingAll(MethodDescriptor<Q, P> method) {
    return RequestMarshaller.readingAll(
        method, "request: unreadable bytes (expected: a discovery request)");
  }

  private <Q, P> StreamObserver<Received<Q>> call(Codec<Q, P> codec, StreamObserver<P> client) {
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
