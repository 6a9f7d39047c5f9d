package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.heddle.controlplane.xds.MeshThread.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gRPC call: what gRPC's threads say hops onto the mesh thread, one message at a time; all
 * state belongs to the mesh thread.
 */
final class AdsCall<Q, P> implements StreamObserver<Received<Q>>, Outbound {
  static final Duration IDENTITY_TIMEOUT = Duration.ofSeconds(5);

  private static final Logger LOGGER = LoggerFactory.getLogger(AdsCall.class);

  private final Codec<Q, P> codec;
  private final ServerCallStreamObserver<P> client;
  private final MeshThread mesh;
  private final StreamOpener opener;
  private @Nullable Credential credential;
  private @Nullable Cancellation credentialAlarm;
  private @Nullable AdsStream stream;
  private boolean isClosed;

  AdsCall(
      Codec<Q, P> codec, ServerCallStreamObserver<P> client, MeshThread mesh, StreamOpener opener) {
    this.codec = codec;
    this.client = client;
    this.mesh = mesh;
    this.opener = opener;
  }

  /** Makes the stream once the client has said what it is. */
  interface StreamOpener {
    AdsStream open(ProxyIdentity identity, Node node, Variant variant, Outbound outbound);
  }

  /** To be called while gRPC starts the call, for it allows these settings only then. */
  void start(CompletionStage<? extends Credential> credentialStage) {
    client.disableAutoRequest();
    client.setOnReadyHandler(() -> mesh.executor().execute(this::writable));
    client.setOnCancelHandler(() -> mesh.executor().execute(this::ended));
    mesh.executor().execute(() -> await(credentialStage));
  }

  @Override
  public void onNext(Received<Q> received) {
    mesh.executor().execute(() -> received(received));
  }

  @Override
  public void onError(Throwable failure) {
    mesh.executor().execute(this::ended);
  }

  @Override
  public void onCompleted() {
    mesh.executor().execute(() -> close(Status.OK));
  }

  @Override
  public boolean isReady() {
    return !isClosed && client.isReady();
  }

  @Override
  public void send(StreamResponse response) {
    client.onNext(codec.write(response));
  }

  @Override
  public void close(Status status) {
    if (isClosed) {
      return;
    }
    ended();
    if (status.isOk()) {
      client.onCompleted();
    } else {
      client.onError(status.asRuntimeException());
    }
  }

  private void await(CompletionStage<? extends Credential> credentialStage) {
    credentialAlarm =
        mesh.timer()
            .after(
                IDENTITY_TIMEOUT,
                () ->
                    close(
                        Status.DEADLINE_EXCEEDED.withDescription(
                            "identity: none after " + IDENTITY_TIMEOUT.toSeconds() + " s")));
    credentialStage.whenComplete(
        (found, failure) -> mesh.executor().execute(() -> identified(found, failure)));
  }

  private void identified(@Nullable Credential found, @Nullable Throwable failure) {
    if (isClosed) {
      return;
    }
    callOffAlarm();
    if (found == null) {
      close(
          failure == null
              ? Status.UNAUTHENTICATED.withDescription("identity: none")
              : status(failure));
      return;
    }
    credential = found;
    client.request(1);
  }

  private void received(Received<Q> received) {
    if (isClosed || credential == null) {
      return;
    }
    switch (received) {
      case Received.Request<Q>(Q message) -> requested(message, credential);
      case Received.Unreadable<Q>(Status reason) -> close(reason);
    }
    if (!isClosed) {
      client.request(1);
    }
  }

  private void requested(Q request, Credential caller) {
    try {
      if (stream == null) {
        Node node = codec.node(request);
        stream = opener.open(caller.identify(node), node, codec.variant(), this);
      }
      stream.request(codec.read(request));
    } catch (StatusRuntimeException e) {
      close(e.getStatus());
    } catch (RuntimeException e) {
      LOGGER.error("request on the ADS stream of {}: failed", name(), e);
      close(Status.INTERNAL.withDescription("request: failed in the control plane"));
    }
  }

  private String name() {
    return stream == null ? "a client unknown yet" : stream.peer().identity().uid();
  }

  private void writable() {
    if (stream != null) {
      stream.pump();
    }
  }

  private void ended() {
    isClosed = true;
    callOffAlarm();
    if (stream != null) {
      stream.closed();
    }
  }

  private void callOffAlarm() {
    if (credentialAlarm != null) {
      credentialAlarm.cancel();
    }
  }

  private static Status status(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return Status.fromThrowable(cause);
  }
}
