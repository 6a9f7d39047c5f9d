package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.heddle.proxy.filter.gate.InboundGate;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that the mesh ends: gRPC's clients learn why as a status. */
final class GrpcFailureTest {
  private final GrpcPair pair = new GrpcPair();

  GrpcFailureTest() throws Exception {}

  @AfterEach
  void stop() throws Exception {
    pair.close();
  }

  private Status failed() {
    return failed(CallOptions.DEFAULT);
  }

  private Status failed(CallOptions options) {
    return catchThrowableOfType(
            StatusRuntimeException.class,
            () -> ClientCalls.blockingUnaryCall(pair.channel(), GrpcPair.HANG, options, "x"))
        .getStatus();
  }

  private static void assertStatus(Status status, Status.Code code, String said) {
    assertThat(status.getCode()).isEqualTo(code);
    assertThat(status.getDescription()).contains(said);
  }

  @Test
  void noEndpoint() {
    pair.route(Duration.ZERO);

    assertStatus(failed(), Status.Code.UNAVAILABLE, "UH: no healthy endpoint");
  }

  @Test
  void aRoutesTimeout() {
    pair.route(Duration.ofMillis(200), pair.endpoint());

    assertStatus(failed(), Status.Code.DEADLINE_EXCEEDED, "UT: route timeout");
  }

  /** The other sidecar says that no byte reached it, in HTTP's terms. */
  @Test
  void anApplicationThatIsGone() throws Exception {
    pair.application().shutdownNow().awaitTermination(5, TimeUnit.SECONDS);

    assertStatus(failed(), Status.Code.UNAVAILABLE, "UR: refused unprocessed");
  }

  /** What was refused unprocessed would go elsewhere, were there another. */
  @Test
  void anInstanceThatRefuses() {
    pair.server().dataPath().gate().to(InboundGate.State.REFUSING);

    assertStatus(failed(), Status.Code.UNAVAILABLE, "UR: refused unprocessed");
  }

  @Test
  void aStreamWhoseServerIsLost() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    try (HeldPort between = new HeldPort()) {
      pair.route(Duration.ZERO, Snapshots.endpoint(between.port(), "catalog-1"));
      pair.both(answers).onNext("one");
      between.carryOnTo(pair.server().meshPort());
      assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("one");
      between.cut();

      assertThat(answers.poll(5, TimeUnit.SECONDS)).contains("UNAVAILABLE: UC: ");
    }
  }

  /** Everything that the application said comes first. */
  @Test
  void aStreamThatADrainEnds() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    StreamObserver<String> requests = pair.both(answers);
    for (int i = 0; i < 100; i++) {
      requests.onNext("message " + i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("message " + i);
    }
    pair.server().dataPath().moveOn();

    assertThat(answers.poll(5, TimeUnit.SECONDS)).contains("UNAVAILABLE: MV: ");
    assertThat(pair.call("another")).isEqualTo("another");
  }

  @Test
  void aCallThatADrainEnds() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    pair.hang(answers);
    pair.server().dataPath().moveOn();

    assertThat(answers.poll(5, TimeUnit.SECONDS)).contains("UNAVAILABLE: MV: ");
  }

  /** grpc-java cancels what it does not wait for. */
  @Test
  void aStreamThatTheApplicationResets() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    pair.both(answers).onNext("one");
    assertThat(answers.poll(5, TimeUnit.SECONDS)).isEqualTo("one");
    var _ = pair.application().shutdownNow();

    assertThat(answers.poll(5, TimeUnit.SECONDS)).contains("CANCELLED: ").contains("CANCEL");
  }
}
