package io.heddle.controlplane.xds;

import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client that does nothing by itself. */
abstract class ScriptedClient<Q, P> {
  private final Deque<P> responses = new ArrayDeque<>();
  private final Node node;
  private Consumer<P> onReceive = _ -> {};
  private boolean hasSaidNode;
  private @Nullable Status ended;
  private @Nullable ClientCallStreamObserver<Q> call;

  ScriptedClient(String userAgent) {
    Node.Builder builder = Node.newBuilder().setId("claimed").setUserAgentName(userAgent);
    builder
        .getMetadataBuilder()
        .putFields("heddle.io/schema", Value.newBuilder().setNumberValue(1).build());
    this.node = builder.build();
  }

  /** The next response that has come; fails when there is none. */
  P next() {
    P response = responses.poll();
    if (response == null) {
      throw new AssertionError("no response has come (ended: " + ended + ")");
    }
    return response;
  }

  /** Runs when a response comes, before anyone takes it. */
  void onReceive(Consumer<P> listener) {
    onReceive = listener;
  }

  int waiting() {
    return responses.size();
  }

  Optional<Status> ended() {
    return Optional.ofNullable(ended);
  }

  void disconnect() {
    call().cancel("the test disconnects", null);
  }

  void halfClose() {
    call().onCompleted();
  }

  /** Reads {@code count} more responses; needed only by clients that were made not to read. */
  void read(int count) {
    call().request(count);
  }

  final ClientCallStreamObserver<Q> call() {
    if (call == null) {
      throw new IllegalStateException("call: not started");
    }
    return call;
  }

  /** The node, on the first message only. */
  final Node node() {
    Node said = hasSaidNode ? Node.getDefaultInstance() : node;
    hasSaidNode = true;
    return said;
  }

  final ClientResponseObserver<Q, P> observer(Reading reading) {
    return new ClientResponseObserver<>() {
      @Override
      public void beforeStart(ClientCallStreamObserver<Q> started) {
        call = started;
        if (reading == Reading.BY_HAND) {
          started.disableAutoRequestWithInitial(0);
        }
      }

      @Override
      public void onNext(P response) {
        responses.add(response);
        onReceive.accept(response);
      }

      @Override
      public void onError(Throwable failure) {
        ended = Status.fromThrowable(failure);
      }

      @Override
      public void onCompleted() {
        ended = Status.OK;
      }
    };
  }

  /** Who asks the transport for messages. */
  enum Reading {
    AUTOMATIC,
    BY_HAND
  }
}
