package io.heddle.examples.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.heddle.examples.demo.ManagedProcess;
import io.heddle.examples.e2e.Await;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers and clients of grpc-java and of Python's gRPC, which know nothing of xDS. */
final class GrpcMeshSuite {
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final int MEBIBYTE = 1 << 20;
  private static final int STREAMED = 100;

  @RegisterExtension private static final PeerMesh MESH = new PeerMesh();
  private static final Map<Library, InetSocketAddress> SERVERS = new EnumMap<>(Library.class);
  private static Python python;
  private static EchoService service;

  /** Whose server is asked. */
  enum Library {
    JAVA,
    PYTHON
  }

  @BeforeAll
  static void start() throws Exception {
    python = Python.require("grpcio==1.85.1", "grpc");
    Path folder = MESH.folder("grpc");
    int javaPort = MESH.freePort();
    service = new EchoService(javaPort);
    SERVERS.put(Library.JAVA, MESH.connect("echo-java", Protocol.GRPC, javaPort));
    int pythonPort = MESH.freePort();
    Path script = Resource.copy("echo_server.py", folder);
    var _ = MESH.launch("echo-server", python.command(script, Integer.toString(pythonPort)));
    SERVERS.put(Library.PYTHON, MESH.connect("echo-python", Protocol.GRPC, pythonPort));
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pythonsClientMakesCallsOfEveryKind(Library server) throws Exception {
    String name = "client-of-" + server;
    Path script = Resource.copy("echo_client.py", MESH.folder("grpc"));
    String port = Integer.toString(address(server).getPort());
    ManagedProcess client = MESH.launch(name, python.command(script, port));
    assertThat(client.awaitEnd(BOUND.plus(BOUND))).as(client.tail()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void messagesAndMetadataGoBothWays(Library server) throws Exception {
    try (Client client = new Client(address(server))) {
      for (int size : new int[] {0, 1, 1_000, 70_000, MEBIBYTE}) {
        byte[] message = filled(size, 'x');
        assertThat(client.ask(EchoMethods.ONCE, message, 30_000)).isEqualTo(message);
      }
      Metadata sent = new Metadata();
      sent.put(EchoMethods.SENT, "this");
      AtomicReference<Metadata> initial = new AtomicReference<>();
      AtomicReference<Metadata> trailing = new AtomicReference<>();
      var channel =
          ClientInterceptors.intercept(
              client.channel,
              MetadataUtils.newCaptureMetadataInterceptor(initial, trailing),
              MetadataUtils.newAttachHeadersInterceptor(sent));
      byte[] _ =
          ClientCalls.blockingUnaryCall(channel, EchoMethods.ONCE, within(30_000), new byte[9]);
      assertThat(initial.get().get(EchoMethods.SEEN)).isEqualTo("this");
      assertThat(trailing.get().get(EchoMethods.TRAILING)).isEqualTo("at the end");
      assertThat(trailing.get().get(EchoMethods.TRAILING_BYTES)).containsExactly(0, -1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void longStreamsArriveWhole(Library server) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Client client = new Client(address(server))) {
      BlockingClientCall<byte[], byte[]> collect =
          ClientCalls.blockingClientStreamingCall(
              client.channel, EchoMethods.COLLECT, within(60_000));
      for (int i = 0; i < STREAMED; i++) {
        byte[] message = filled(MEBIBYTE, i);
        digest.update(message);
        assertThat(collect.write(message)).isTrue();
      }
      collect.halfClose();
      assertThat(new String(Objects.requireNonNull(collect.read()), UTF_8))
          .isEqualTo(STREAMED + " " + HexFormat.of().formatHex(digest.digest()));

      byte[] request = (STREAMED + " " + MEBIBYTE).getBytes(UTF_8);
      Iterator<byte[]> spread =
          ClientCalls.blockingServerStreamingCall(
              client.channel, EchoMethods.SPREAD, within(60_000), request);
      for (int i = 0; i < STREAMED; i++) {
        assertThat(spread.next()).isEqualTo(filled(MEBIBYTE, i));
      }
      assertThat(spread.hasNext()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTalkGoesToAndFro(Library server) throws Exception {
    try (Client client = new Client(address(server))) {
      BlockingClientCall<byte[], byte[]> talk =
          ClientCalls.blockingBidiStreamingCall(client.channel, EchoMethods.TALK, within(60_000));
      for (int i = 0; i < 1_000; i++) {
        byte[] word = ("word " + i).getBytes(UTF_8);
        assertThat(talk.write(word)).isTrue();
        assertThat(talk.read()).isEqualTo(word);
      }
      talk.halfClose();
      assertThat(talk.read()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorWithoutAnythingElseStaysOne(Library server) throws Exception {
    AtomicReference<Metadata> initial = new AtomicReference<>();
    AtomicReference<Metadata> trailing = new AtomicReference<>();
    try (Client client = new Client(address(server))) {
      var channel =
          ClientInterceptors.intercept(
              client.channel, MetadataUtils.newCaptureMetadataInterceptor(initial, trailing));
      assertThatThrownBy(() ->
              ClientCalls.blockingUnaryCall(channel, EchoMethods.FAIL, within(30_000), new byte[0]))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              failure -> {
                assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
                assertThat(failure.getStatus().getDescription()).isEqualTo("no such thing: Grüße");
              });
      assertThat(initial.get()).as("a response in one piece").isNull();
      assertThat(trailing.get().get(EchoMethods.TRAILING)).isEqualTo("at the end");
      MethodDescriptor<byte[], byte[]> unknown = EchoMethods.method("None", MethodType.UNARY);
      assertThat(client.failure(unknown, 30_000)).isEqualTo(Status.Code.UNIMPLEMENTED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void deadlinesAreKnownToTheServerAndEndCallsThere(Library server) throws Exception {
    try (Client client = new Client(address(server))) {
      double left = client.number(EchoMethods.REMAINING);
      assertThat(left).isBetween(20.0, 31.0);
      double before = client.number(EchoMethods.HUNG);
      assertThat(client.failure(EchoMethods.HANG, 500)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      Await.until("the server knows", BOUND, () -> client.number(EchoMethods.HUNG) == before + 1);
    }
  }

  private static InetSocketAddress address(Library server) {
    return Objects.requireNonNull(SERVERS.get(server));
  }

  private static CallOptions within(long millis) {
    return CallOptions.DEFAULT.withDeadlineAfter(millis, TimeUnit.MILLISECONDS);
  }

  private static byte[] filled(int size, int value) {
    byte[] message = new byte[size];
    Arrays.fill(message, (byte) value);
    return message;
  }

  /** A channel to one sidecar. */
  private static final class Client implements AutoCloseable {
    private final ManagedChannel channel;

    Client(InetSocketAddress address) {
      channel =
          Grpc.newChannelBuilderForAddress(
                  "127.0.0.1", address.getPort(), InsecureChannelCredentials.create())
              .build();
    }

    byte[] ask(MethodDescriptor<byte[], byte[]> method, byte[] message, long millis) {
      return ClientCalls.blockingUnaryCall(channel, method, within(millis), message);
    }

    double number(MethodDescriptor<byte[], byte[]> method) {
      return Double.parseDouble(new String(ask(method, new byte[0], 30_000), UTF_8));
    }

    Status.Code failure(MethodDescriptor<byte[], byte[]> method, long millis) {
      try {
        byte[] _ = ask(method, new byte[0], millis);
        return Status.Code.OK;
      } catch (StatusRuntimeException e) {
        return e.getStatus().getCode();
      }
    }

    @Override
    public void close() throws InterruptedException {
      channel.shutdownNow();
      var _ = channel.awaitTermination(10, TimeUnit.SECONDS);
    }
  }
}
