package io.heddle.controlplane.xds;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.xds.Holders.Holder;
import io.heddle.controlplane.xds.ProxyIdentity.Access;
import io.heddle.controlplane.xds.ScriptedClient.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The server behind an in-process transport, all on the test's own thread; clients say who they are
 * in a header.
 */
final class XdsHarness implements AutoCloseable {
  private static final Metadata.Key<String> UID =
      Metadata.Key.of("uid", Metadata.ASCII_STRING_MARSHALLER);
  private static final Context.Key<String> CALLER = Context.key("uid");

  final TestMesh mesh = new TestMesh();
  final FakeSecrets secrets = new FakeSecrets();
  final RecordingObserver observer = new RecordingObserver();
  final XdsCache cache = new XdsCache();
  final XdsServer xds = new XdsServer(cache, mesh.thread(), secrets, observer);
  final Map<String, CompletionStage<ProxyIdentity>> identities = new HashMap<>();
  private final Server server;
  private final ManagedChannel channel;

  XdsHarness() {
    String name = InProcessServerBuilder.generateName();
    try {
      server =
          InProcessServerBuilder.forName(name)
              .directExecutor()
              .maxInboundMessageSize(XdsServer.MAX_RECEIVED_BYTES)
              .intercept(new CallerInterceptor())
              .addService(xds.adsService(this::caller))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  DeltaClient delta(String uid) {
    return delta(uid, "heddle");
  }

  DeltaClient delta(String uid, String userAgent) {
    return new DeltaClient(channel(uid), userAgent, Reading.AUTOMATIC);
  }

  DeltaClient deltaThatReadsByHand(String uid) {
    return new DeltaClient(channel(uid), "heddle", Reading.BY_HAND);
  }

  StateOfTheWorldClient stateOfTheWorld(String uid, String userAgent) {
    return new StateOfTheWorldClient(channel(uid), userAgent);
  }

  long apply(ResourceChange... changes) {
    long[] generation = new long[1];
    mesh.execute(() -> generation[0] = cache.apply(List.of(changes)));
    return generation[0];
  }

  long applied(String uid) {
    return holder(uid).applied();
  }

  Holder holder(String uid) {
    return xds.holders().all().stream().filter(it -> it.uid().equals(uid)).findAny().orElseThrow();
  }

  List<String> holdersOf(String typeUrl, String name) {
    return xds.holders().of(List.of(new ResourceKey(typeUrl, name))).stream()
        .map(Holder::uid)
        .sorted()
        .toList();
  }

  void access(String uid, Access access) {
    identities.put(uid, CompletableFuture.completedStage(identity(uid, access)));
  }

  static ProxyIdentity identity(String uid, Access access) {
    return new ProxyIdentity(uid, SpiffeId.of("cluster.local", "shop", "web"), "shop", access);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private CompletionStage<ProxyIdentity> caller() {
    String uid = CALLER.get();
    return identities.getOrDefault(
        uid, CompletableFuture.completedStage(identity(uid, Access.EVERYTHING)));
  }

  private Channel channel(String uid) {
    Metadata headers = new Metadata();
    headers.put(UID, uid);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** Stands for the TLS handshake. */
  private static final class CallerInterceptor implements ServerInterceptor {
    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
      Context context = Context.current().withValue(CALLER, headers.get(UID));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
