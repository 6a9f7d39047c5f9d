package io.heddle.examples.mix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.market.Kind;
import io.heddle.examples.mix.Caller.Call;
import java.time.Duration;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

final class RequestsTest {
  private static final int SENT = 5;

  private final Tally tally = new Tally(Kind.HTTP1_POST);
  private final Stop stop = new Stop();

  @Test
  void anAnswerToTheRequestWithItsBodyIsCountedByItsVersion() throws Exception {
    run((number, call) -> answer(call.id() + " v7\n" + call.body()));

    assertThat(tally.answers()).containsOnlyKeys("v7");
    assertThat(tally.answers().values())
        .singleElement()
        .extracting(BitSet::cardinality)
        .isEqualTo(SENT);
    assertThat(tally.failures()).isEmpty();
    assertThat(tally.sentCount()).isEqualTo(SENT);
  }

  @Test
  void anAnswerToAnotherRequestIsMisdirected() throws Exception {
    run((number, call) -> answer((number == 3 ? "other" : call.id()) + " v7\n" + call.body()));

    assertThat(tally.misdirectedCount()).isEqualTo(1);
    assertThat(tally.failures()).singleElement().asString().startsWith("http1-post.3: answer");
  }

  @Test
  void aBodyThatLacksAByteHasFailed() throws Exception {
    run((number, call) -> answer(call.id() + " v7\n" + call.body().substring(number == 3 ? 1 : 0)));

    assertThat(tally.failures()).singleElement().asString().startsWith("http1-post.3: body");
  }

  @Test
  void whatTheCallerSaysFailedHasFailed() throws Exception {
    run((number, call) ->
        number == 3
            ? CompletableFuture.failedFuture(new IllegalStateException("reset"))
            : answer(call.id() + " v7\n" + call.body()));

    assertThat(tally.failures()).singleElement().asString().contains("reset");
    assertThat(tally.failedCount()).isEqualTo(1);
  }

  @Test
  void anAnswerThatNeverComesHasFailed() throws Exception {
    run((number, call) ->
        number == 3 ? new CompletableFuture<>() : answer(call.id() + " v7\n" + call.body()));

    assertThat(tally.failures()).singleElement().asString().contains("1 requests neither answered");
  }

  private static CompletionStage<String> answer(String text) {
    return CompletableFuture.completedFuture(text);
  }

  private void run(BiFunction<Integer, Call, CompletionStage<String>> answers)
      throws InterruptedException {
    Caller caller =
        call -> {
          int number = Id.parse(call.id()).orElseThrow().number();
          if (number == SENT - 1) {
            stop.ask();
          }
          return answers.apply(number, call);
        };
    Arrivals arrivals = new Arrivals(1_000, Duration.ZERO, new SplittableRandom(1));
    Requests requests = new Requests(tally, caller, arrivals, Timing.SYSTEM, stop);
    requests.run();
    requests.awaitAnswers(Duration.ofMillis(100));
  }
}
