package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** grpc-java on both ends of a pair of sidecars. */
final class Http2MeshTest {
  private final GrpcPair pair = new GrpcPair();

  Http2MeshTest() throws Exception {}

  @AfterEach
  void stop() throws Exception {
    pair.close();
  }

  private static Status.Code code(Throwable failure) {
    return ((StatusRuntimeException) failure).getStatus().getCode();
  }

  @Test
  void unaryCallsShareOneConnection() {
    for (int i = 0; i < 50; i++) {
      assertThat(pair.call("hello " + i)).isEqualTo("hello " + i);
    }

    assertThat(pair.server().dataPath().activity().meshConnections()).isEqualTo(1);
  }

  @Test
  void aStatusPassesInTrailersAlone() {
    assertThatThrownBy(() ->
            ClientCalls.blockingUnaryCall(
                pair.channel(), GrpcPair.FAIL, CallOptions.DEFAULT, "not yet"))
        .hasMessage("FAILED_PRECONDITION: not yet");
  }

  @Test
  void aServerStreams() {
    Iterator<String> answers =
        ClientCalls.blockingServerStreamingCall(
            pair.channel(), GrpcPair.DOWN, CallOptions.DEFAULT, "10000");

    int count = 0;
    while (answers.hasNext()) {
      assertThat(answers.next()).isEqualTo("n" + count++);
    }
    assertThat(count).isEqualTo(10_000);
  }

  @Test
  void bothStreamInTurn() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    StreamObserver<String> requests = pair.both(answers);
    for (String message : List.of("one", "two", "three")) {
      requests.onNext(message);
      assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo(message);
    }
    requests.onCompleted();
    assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("completed");
  }

  @Test
  void messagesOfAnySizePass() {
    String large = "0123456789abcdef".repeat(512 * 1024);
    assertThat(pair.call(large)).hasSize(large.length()).isEqualTo(large);
  }

  @Test
  void aDeadlineEndsItsCallAlone() {
    CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS);
    assertThatThrownBy(
            () -> ClientCalls.blockingUnaryCall(pair.channel(), GrpcPair.HANG, soon, "x"))
        .satisfies(failure -> assertThat(code(failure)).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    assertThat(pair.call("after")).isEqualTo("after");
  }

  @Test
  void anApplicationOfHttp1CallsOneOfHttp2() throws Exception {
    String answer =
        TestClient.once(
            pair.client().address(),
            """
            POST /shop.Catalog/Unary HTTP/1.1\r
            Host: catalog\r
            Content-Type: text/plain\r
            Content-Length: 0\r
            \r
            """);

    assertThat(answer).startsWith("HTTP/1.1 415 ");
  }
}
