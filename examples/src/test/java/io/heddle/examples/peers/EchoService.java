package io.heddle.examples.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Does what {@code echo_server.py} does, by grpc-java. */
final class EchoService implements AutoCloseable {
  private final AtomicInteger hung = new AtomicInteger();
  private final Server server;

  EchoService(int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .addService(ServerInterceptors.intercept(methods(), new Answering()))
            .build()
            .start();
  }

  private ServerServiceDefinition methods() {
    return ServerServiceDefinition.builder("peers.Echo")
        .addMethod(EchoMethods.ONCE, ServerCalls.asyncUnaryCall((in, out) -> answer(out, in)))
        .addMethod(EchoMethods.COLLECT, ServerCalls.asyncClientStreamingCall(Collection::new))
        .addMethod(EchoMethods.SPREAD, ServerCalls.asyncServerStreamingCall(EchoService::spread))
        .addMethod(EchoMethods.TALK, ServerCalls.asyncBidiStreamingCall(Talk::new))
        .addMethod(EchoMethods.FAIL, ServerCalls.asyncUnaryCall((_, out) -> fail(out)))
        .addMethod(EchoMethods.HANG, ServerCalls.asyncUnaryCall((_, out) -> hang(out)))
        .addMethod(
            EchoMethods.HUNG, ServerCalls.asyncUnaryCall((_, out) -> say(out, hung.toString())))
        .addMethod(
            EchoMethods.REMAINING, ServerCalls.asyncUnaryCall((_, out) -> say(out, remaining())))
        .build();
  }

  private static void answer(StreamObserver<byte[]> out, byte[] message) {
    out.onNext(message);
    out.onCompleted();
  }

  private static void say(StreamObserver<byte[]> out, String text) {
    answer(out, text.getBytes(UTF_8));
  }

  private static void fail(StreamObserver<byte[]> out) {
    out.onError(Status.NOT_FOUND.withDescription("no such thing: Grüße").asRuntimeException());
  }

  private void hang(StreamObserver<byte[]> out) {
    ((ServerCallStreamObserver<byte[]>) out).setOnCancelHandler(hung::incrementAndGet);
  }

  private static String remaining() {
    var deadline = Objects.requireNonNull(Context.current().getDeadline(), "deadline");
    return Double.toString(deadline.timeRemaining(TimeUnit.MILLISECONDS) / 1e3);
  }

  /** As many messages at a time as the client has room for. */
  private static void spread(byte[] request, StreamObserver<byte[]> out) {
    String[] words = new String(request, UTF_8).split(" ", 2);
    int count = Integer.parseInt(words[0]);
    int size = Integer.parseInt(words[1]);
    var call = (ServerCallStreamObserver<byte[]>) out;
    AtomicInteger next = new AtomicInteger();
    call.setOnReadyHandler(() -> {
      while (call.isReady() && next.get() < count) {
        byte[] message = new byte[size];
        Arrays.fill(message, (byte) next.getAndIncrement());
        call.onNext(message);
      }
      if (next.get() == count) {
        next.incrementAndGet();
        call.onCompleted();
      }
    });
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  /** Counts and digests a stream. */
  private static final class Collection implements StreamObserver<byte[]> {
    private final StreamObserver<byte[]> out;
    private final MessageDigest digest;
    private int count;

    Collection(StreamObserver<byte[]> out) {
      this.out = out;
      try {
        this.digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onNext(byte[] message) {
      count++;
      digest.update(message);
    }

    @Override
    public void onError(Throwable failure) {
      // Nobody is there to be answered.
    }

    @Override
    public void onCompleted() {
      say(out, count + " " + HexFormat.of().formatHex(digest.digest()));
    }
  }

  /** Says every message again. */
  private record Talk(StreamObserver<byte[]> out) implements StreamObserver<byte[]> {
    @Override
    public void onNext(byte[] message) {
      out.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
      // Nobody is there to be answered.
    }

    @Override
    public void onCompleted() {
      out.onCompleted();
    }
  }

  private static final class Answering implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
      @Nullable String sent = metadata.get(EchoMethods.SENT);
      return next.startCall(
          new SimpleForwardingServerCall<>(call) {
            @Override
            public void sendHeaders(Metadata initial) {
              if (sent != null) {
                initial.put(EchoMethods.SEEN, sent);
              }
              super.sendHeaders(initial);
            }

            @Override
            public void close(Status status, Metadata trailing) {
              trailing.put(EchoMethods.TRAILING, "at the end");
              trailing.put(EchoMethods.TRAILING_BYTES, new byte[] {0, -1});
              super.close(status, trailing);
            }
          },
          metadata);
    }
  }
}
