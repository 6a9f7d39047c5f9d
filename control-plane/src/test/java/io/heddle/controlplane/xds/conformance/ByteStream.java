package io.heddle.controlplane.xds.conformance;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/** A stream whose messages are bytes, whatever they mean. */
final class ByteStream {
  private static final int MAX_ANSWERS = 1_000;
  private static final Bytes BYTES = new Bytes();

  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final ClientCall<byte[], byte[]> call;

  ByteStream(Channel channel, Variant variant) {
    MethodDescriptor<?, ?> method =
        switch (variant) {
          case DELTA -> AggregatedDiscoveryServiceGrpc.getDeltaAggregatedResourcesMethod();
          case STATE_OF_THE_WORLD ->
              AggregatedDiscoveryServiceGrpc.getStreamAggregatedResourcesMethod();
        };
    call = channel.newCall(method.toBuilder(BYTES, BYTES).build(), CallOptions.DEFAULT);
    call.start(new Ear(end), new Metadata());
    call.request(MAX_ANSWERS);
  }

  ByteStream send(byte[] message) {
    call.sendMessage(message);
    return this;
  }

  ByteStream halfClose() {
    call.halfClose();
    return this;
  }

  /** How the stream ended. */
  CompletableFuture<Status> end() {
    return end;
  }

  /** Waits for the end; answers are of no interest. */
  private static final class Ear extends ClientCall.Listener<byte[]> {
    private final CompletableFuture<Status> end;

    Ear(CompletableFuture<Status> end) {
      this.end = end;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      end.complete(status);
    }
  }

  /** Leaves bytes as they are. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
