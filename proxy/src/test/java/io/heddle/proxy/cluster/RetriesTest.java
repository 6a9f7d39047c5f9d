package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.cluster.FakeUpstreams.Connect;
import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.RetryPolicy;
import io.heddle.proxy.config.RetryPolicy.Cause;
import io.heddle.proxy.http.ResponseHandler.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** When and where a request is tried again whose route says so, on a clock that stands still. */
final class RetriesTest {
  private static final Duration BACK_OFF = Duration.ofMillis(250);
  private static final Endpoint ONE = OneLoop.endpoint("one");
  private static final Endpoint TWO = OneLoop.endpoint("two");

  private static OneLoop loop(int retries, Endpoint... endpoints) {
    return new OneLoop().retrying(upTo(retries), Duration.ZERO).endpoints(endpoints);
  }

  private static RetryPolicy upTo(int retries) {
    return new RetryPolicy(
        retries, EnumSet.allOf(Cause.class), Set.of(503), Duration.ofMillis(25), BACK_OFF);
  }

  /** Answers the only request under way with a status. */
  private static void answer(OneLoop loop, int status) {
    onlyBusy(loop).answer(status);
  }

  private static FakeConnection onlyBusy(OneLoop loop) {
    loop.upstreams().connects().forEach(Connect::succeed);
    assertThat(loop.upstreams().busy()).hasSize(1);
    return loop.upstreams().busy().getFirst();
  }

  private static String uidOfOnlyConnect(OneLoop loop) {
    return loop.upstreams().onlyConnect().uid();
  }

  @Test
  void triesAnotherEndpointAfterAStatus() {
    OneLoop loop = loop(1, ONE, TWO);
    TestRequest request = loop.send("/");
    String first = uidOfOnlyConnect(loop);

    answer(loop, 503);
    assertThat(loop.upstreams().connects()).isEmpty();
    loop.pass(BACK_OFF);
    String second = uidOfOnlyConnect(loop);
    answer(loop, 200);

    assertThat(Set.of(first, second)).isEqualTo(Set.of("one", "two"));
    assertThat(request.status()).isEqualTo(200);
    assertThat(loop.retries()).containsExactly(first + " STATUS");
    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(200, "", false));
  }

  @Test
  void passesTheLastAnswerOnWhenItWasTriedOftenEnough() {
    OneLoop loop = loop(2, ONE, TWO);
    TestRequest request = loop.send("/");
    Set<String> asked = new HashSet<>();
    for (int tried = 0; tried < 3; tried++) {
      asked.add(uidOfOnlyConnect(loop));
      answer(loop, 503);
      loop.pass(BACK_OFF);
    }

    assertThat(asked).containsExactlyInAnyOrder("one", "two");
    assertThat(request.status()).isEqualTo(503);
    assertThat(loop.retries()).hasSize(3).endsWith("EXHAUSTED");
    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(503, "URX", false));
  }

  @Test
  void passesOnWhatTheRouteDoesNotName() {
    OneLoop loop = loop(1, ONE, TWO);

    loop.send("/");
    answer(loop, 500);

    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(500, "", false));
    assertThat(loop.retries()).isEmpty();
  }

  @Test
  void asksTheOnlyEndpointAgain() {
    OneLoop loop = loop(1, ONE);
    TestRequest request = loop.send("/");

    answer(loop, 503);
    loop.pass(BACK_OFF);
    answer(loop, 200);

    assertThat(request.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITTEN", "ANSWERED"})
  void triesAgainWhenTheConnectionEndsBeforeTheResponsesHead(Progress progress) {
    OneLoop loop = loop(1, ONE, TWO);
    TestRequest request = loop.send("/");

    onlyBusy(loop).breakOff(progress);
    loop.pass(BACK_OFF);
    answer(loop, 200);

    assertThat(request.status()).isEqualTo(200);
    assertThat(loop.retries()).singleElement().asString().endsWith(" RESET");
  }

  @Test
  void doesNotTryAgainOnceTheClientHasAHead() {
    OneLoop loop = loop(1, ONE, TWO);
    loop.send("/");
    onlyBusy(loop).begin().breakOff();

    loop.send("/");
    FakeConnection informing = onlyBusy(loop);
    informing.inform();
    informing.breakOff(Progress.WRITTEN);

    assertThat(loop.ended())
        .containsExactly(new OneLoop.Ended(200, "UC", true), new OneLoop.Ended(502, "UC", false));
    assertThat(loop.retries()).isEmpty();
  }

  @Test
  void asksEverybodyBeforeARefusalCountsAsATry() {
    OneLoop loop = loop(1, ONE, TWO);
    TestRequest request = loop.send("/");

    loop.upstreams().onlyConnect().fail("refused");
    loop.upstreams().onlyConnect().fail("refused");
    assertThat(loop.upstreams().connects()).isEmpty();
    loop.pass(BACK_OFF);
    loop.upstreams().onlyConnect().fail("refused");
    answer(loop, 200);

    assertThat(request.status()).isEqualTo(200);
    assertThat(loop.retries()).singleElement().asString().endsWith(" CONNECT_FAILURE");
  }

  @Test
  void aTryThatTakesTooLongIsFollowedByAnother() {
    Duration perTry = Duration.ofSeconds(1);
    OneLoop loop = new OneLoop().retrying(upTo(1), perTry).endpoints(ONE, TWO);
    TestRequest request = loop.send("/");
    FakeConnection slow = onlyBusy(loop);

    loop.pass(perTry);
    assertThat(slow.isBusy()).isFalse();
    loop.pass(BACK_OFF);
    answer(loop, 200);

    assertThat(request.status()).isEqualTo(200);
    assertThat(loop.retries()).singleElement().asString().endsWith(" TIMEOUT");
  }

  @Test
  void sendsWhatCameDuringTheWaitAlongWithWhatCameBefore() {
    OneLoop loop = loop(1, ONE, TWO);
    TestRequest request = loop.begin("/");
    request.body("be");
    answer(loop, 503);
    request.body("fo");
    loop.pass(BACK_OFF);
    FakeConnection again = onlyBusy(loop);
    request.body("re");
    request.end();
    again.answer();

    assertThat(again.body()).isEqualTo("before");
    assertThat(request.status()).isEqualTo(200);
  }

  @Test
  void givesUpWhenTheClientLeavesDuringTheWait() {
    OneLoop loop = loop(1, ONE, TWO);
    TestRequest request = loop.send("/");
    answer(loop, 503);

    request.leave();
    loop.pass(BACK_OFF);

    assertThat(loop.upstreams().connects()).isEmpty();
    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(499, "DC", false));
  }

  @Test
  void saysThatNobodyIsThereWhenAllWentDuringTheWait() {
    OneLoop loop = loop(1, ONE, TWO);
    TestRequest request = loop.send("/");
    answer(loop, 503);

    loop.endpoints();
    loop.pass(BACK_OFF);

    assertThat(request.proxyStatus()).contains("UH: ");
  }

  /** 6 MB in all, where 4 MiB may be held at a time. */
  @Test
  void letsGoOfWhatItHeldHoweverTheRequestEnds() {
    OneLoop loop = loop(1, ONE);
    for (int i = 0; i < 100; i++) {
      TestRequest request = loop.begin("/" + i);
      request.body("x".repeat(60 * 1024));
      answer(loop, 503);
      if (i % 3 == 0) {
        request.leave();
      } else {
        loop.pass(BACK_OFF);
        answer(loop, i % 3 == 1 ? 200 : 503);
      }
    }

    assertThat(loop.retries().stream().filter("one STATUS"::equals)).hasSize(100);
  }

  /** Answers {@code of} requests with 503 at once; how many of them are tried again. */
  private static int retriedOf(OneLoop loop, int of) {
    for (int i = 0; i < of; i++) {
      loop.send("/" + i);
    }
    while (!loop.upstreams().connects().isEmpty()) {
      loop.upstreams().connects().forEach(Connect::succeed);
    }
    List<FakeConnection> busy = new ArrayList<>(loop.upstreams().busy());
    assertThat(busy).hasSize(of);
    List<FakeConnection> failing = busy.subList(0, of / 2);
    failing.forEach(connection -> connection.answer(503));
    return (int) loop.retries().stream().filter(retry -> retry.endsWith(" STATUS")).count();
  }

  /** Half of them fail while the others are in flight; each that fails leaves the count. */
  @ParameterizedTest
  @CsvSource({"10, 20, 3, 3", "40, 20, 3, 6", "40, 20, 0, 6", "20, 0, 0, 0", "20, 100, 0, 10"})
  void triesAsManyAgainAsTheBudgetOfTheClusterAllows(
      int requests, double percent, int least, int retried) {
    OneLoop loop =
        new OneLoop(new ClusterLimits(1_024, 1_024, percent, least))
            .retrying(upTo(1), Duration.ZERO)
            .endpoints(ONE, TWO);

    assertThat(retriedOf(loop, requests)).isEqualTo(retried);
    assertThat(loop.ended())
        .hasSize(requests / 2 - retried)
        .allMatch(new OneLoop.Ended(503, "URX", false)::equals);
    assertThat(loop.retries().stream().filter("OVER_BUDGET"::equals))
        .hasSize(requests / 2 - retried);
  }

  @Test
  void getsItsPartOfTheBudgetBackWithTheAnswer() {
    OneLoop loop =
        new OneLoop(new ClusterLimits(1_024, 1_024, 0, 1))
            .retrying(upTo(1), Duration.ZERO)
            .endpoints(ONE, TWO);
    for (int i = 0; i < 3; i++) {
      loop.send("/" + i);
      answer(loop, 503);
      loop.pass(BACK_OFF);
      answer(loop, 503);
      TestRequest left = loop.send("/left");
      answer(loop, 503);
      left.leave();
    }

    assertThat(loop.retries()).doesNotContain("OVER_BUDGET");
  }
}
