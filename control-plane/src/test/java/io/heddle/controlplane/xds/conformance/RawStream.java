package io.heddle.controlplane.xds.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What both variants' clients have in common; used by one thread. */
abstract class RawStream<Q, P> implements RawClient {
  private static final long DEADLINE_SECONDS = 10;
  private static final String FENCE = "type.googleapis.com/heddle.conformance.Fence";

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<String, String> lastNonces = new HashMap<>();
  private final ClientCallStreamObserver<Q> call;
  private Node nextNode;
  private int fences;

  RawStream(
      Function<StreamObserver<P>, StreamObserver<Q>> method,
      Function<P, Answer> reader,
      Node node,
      Reading reading) {
    // The stubs of a client hand out no other kind of observer.
    call = (ClientCallStreamObserver<Q>) method.apply(new Receiver<Q, P>(events, reader, reading));
    nextNode = node;
  }

  /** Who asks the transport for responses. */
  enum Reading {
    AUTOMATIC,
    BY_HAND
  }

  @Override
  public RawClient introduce(Node node) {
    nextNode = node;
    return this;
  }

  @Override
  public RawClient read(int responses) {
    call.request(responses);
    return this;
  }

  @Override
  public void halfClose() {
    call.onCompleted();
  }

  @Override
  public void disconnect() {
    call.cancel("the test disconnects", null);
  }

  @Override
  public Answer expect(String typeUrl) {
    Answer answer = nextAnswer();
    assertThat(answer.typeUrl()).isEqualTo(typeUrl);
    return answer;
  }

  @Override
  public void expectNothing() {
    assertThat(beforeTheFence()).isEmpty();
  }

  @Override
  public Status expectEnd() {
    return switch (nextEvent()) {
      case Event.Ended(Status status) -> status;
      case Answer answer -> throw new AssertionError("answered: " + answer + " (expected: an end)");
    };
  }

  @Override
  public RawClient settle() {
    List<Answer> answers = beforeTheFence();
    while (!answers.isEmpty()) {
      answers.forEach(this::accept);
      answers = beforeTheFence();
    }
    return this;
  }

  final RawClient say(Q request) {
    call.onNext(request);
    return this;
  }

  /** To be said in the next request; empty in all but the first, unless the test wants it. */
  final Node node() {
    Node node = nextNode;
    nextNode = Node.getDefaultInstance();
    return node;
  }

  /** Of the last response of the type that the test has taken; empty before. */
  final String lastNonce(String typeUrl) {
    return lastNonces.getOrDefault(typeUrl, "");
  }

  /**
   * The server does one thing after the other, and answers a type that nobody serves at once: what
   * is not sent before that answer was not sent at all.
   */
  private List<Answer> beforeTheFence() {
    String fence = FENCE + fences++;
    subscribe(fence);
    List<Answer> before = new ArrayList<>();
    for (Answer answer = nextAnswer(); !answer.typeUrl().equals(fence); answer = nextAnswer()) {
      before.add(answer);
    }
    return before;
  }

  private Answer nextAnswer() {
    return switch (nextEvent()) {
      case Answer answer -> {
        lastNonces.put(answer.typeUrl(), answer.nonce());
        yield answer;
      }
      case Event.Ended(Status status) ->
          throw new AssertionError("ended: " + status + " (expected: an answer)");
    };
  }

  private Event nextEvent() {
    try {
      Event event = events.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no response within " + DEADLINE_SECONDS + " s");
      }
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Queues what comes; on gRPC's threads. */
  private record Receiver<S, R>(
      BlockingQueue<Event> events, Function<R, Answer> reader, Reading reading)
      implements ClientResponseObserver<S, R> {
    @Override
    public void beforeStart(ClientCallStreamObserver<S> call) {
      if (reading == Reading.BY_HAND) {
        call.disableAutoRequestWithInitial(0);
      }
    }

    @Override
    public void onNext(R response) {
      events.add(reader.apply(response));
    }

    @Override
    public void onError(Throwable failure) {
      events.add(new Event.Ended(Status.fromThrowable(failure)));
    }

    @Override
    public void onCompleted() {
      events.add(new Event.Ended(Status.OK));
    }
  }
}
