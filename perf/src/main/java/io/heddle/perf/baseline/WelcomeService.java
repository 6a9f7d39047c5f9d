package io.heddle.perf.baseline;

import com.google.protobuf.CodedOutputStream;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The session that Heddle's sidecars want before they open ADS: says Welcome, hears nothing. */
final class WelcomeService implements BindableService {
  static final String IDENTITY = "spiffe://cluster.local/ns/bench/sa/client";

  private static final String SERVICE = "heddle.v1.Workload";
  private static final int WELCOME = 4;

  @Override
  public ServerServiceDefinition bindService() {
    MethodDescriptor<byte[], byte[]> session =
        MethodDescriptor.newBuilder(new Bytes(), new Bytes())
            .setType(MethodType.BIDI_STREAMING)
            .setFullMethodName(SERVICE + "/Session")
            .build();
    return ServerServiceDefinition.builder(SERVICE)
        .addMethod(session, ServerCalls.asyncBidiStreamingCall(WelcomeService::open))
        .build();
  }

  private static StreamObserver<byte[]> open(StreamObserver<byte[]> client) {
    client.onNext(welcome());
    return new Ignoring(client);
  }

  /** {@code heddle.v1.ToWorkload} with a {@code Welcome}. */
  static byte[] welcome() {
    return message(out ->
        out.writeByteArray(
            WELCOME,
            message(welcome -> {
              welcome.writeString(1, IDENTITY);
              welcome.writeString(2, "bench");
              welcome.writeString(3, "client");
              welcome.writeInt64(4, Duration.ofDays(1).toMillis());
            })));
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  /** Messages as they are. */
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

  private record Ignoring(StreamObserver<byte[]> client) implements StreamObserver<byte[]> {
    @Override
    public void onNext(byte[] message) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {
      client.onCompleted();
    }
  }
}
