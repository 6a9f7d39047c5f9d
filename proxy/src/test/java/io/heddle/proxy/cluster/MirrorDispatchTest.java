package io.heddle.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.ClusterLimits;
import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.Mirror;
import io.heddle.proxy.filter.mirror.MirrorLimits;
import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import io.heddle.proxy.http.BodyLength;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of requests, and that the originals know nothing of them. */
final class MirrorDispatchTest {
  private static final Mirror EVERY = new Mirror(OneLoop.CATALOG, 1, 1, true);

  private static OneLoop loop(MirrorLimits limits, Mirror... mirrors) {
    return new OneLoop(ClusterLimits.DEFAULT, limits, List.of(mirrors))
        .endpoints(OneLoop.endpoint("one"));
  }

  @Test
  void sendsTheCopyOnceTheOriginalIsWhole() {
    OneLoop loop = loop(MirrorLimits.DEFAULT, EVERY);
    TestRequest request = loop.begin("/a?b");
    request.body("abc");
    FakeConnection original = loop.upstreams().onlyConnect().succeed();
    request.body("de");
    assertThat(loop.upstreams().connects()).isEmpty();

    request.end();
    FakeConnection copy = loop.upstreams().onlyConnect().succeed();

    assertThat(original.authority()).isEqualTo("catalog");
    assertThat(original.bodyLength()).isEqualTo(BodyLength.UNKNOWN);
    assertThat(original.body()).isEqualTo("abcde");
    assertThat(copy.authority()).isEqualTo("catalog-shadow");
    assertThat(copy.target()).isEqualTo("/a?b");
    assertThat(copy.bodyLength()).isEqualTo(5);
    assertThat(copy.body()).isEqualTo("abcde");
    copy.answer();
    assertThat(request.status()).isZero();
    original.answer();
    assertThat(request.status()).isEqualTo(200);
    assertThat(loop.ended()).containsExactly(new OneLoop.Ended(200, "", false));
    assertThat(loop.drops()).isEmpty();
  }

  @Test
  void aCopyThatNobodyTakesIsTriedOnce() {
    OneLoop loop = loop(MirrorLimits.DEFAULT, EVERY);
    TestRequest request = loop.send("/");
    FakeConnection original = loop.upstreams().connects().getFirst().succeed();

    loop.upstreams().onlyConnect().fail("refused");

    assertThat(loop.upstreams().connects()).isEmpty();
    assertThat(loop.drops()).containsExactly(Drop.UNREACHABLE);
    original.answer();
    assertThat(request.status()).isEqualTo(200);
  }

  @Test
  void aCopyWhoseEndpointGoesIsNotSentElsewhere() {
    OneLoop loop = loop(MirrorLimits.DEFAULT, EVERY);
    TestRequest request = loop.send("/");
    FakeConnection original = loop.upstreams().connects().getFirst().succeed();

    loop.endpoints(OneLoop.endpoint("one", Endpoint.Health.DRAINING), OneLoop.endpoint("two"));

    assertThat(loop.upstreams().connects()).isEmpty();
    assertThat(loop.drops()).containsExactly(Drop.UNREACHABLE);
    original.answer();
    assertThat(request.status()).isEqualTo(200);
  }

  @Test
  void aCopyThatIsBrokenOffIsNotRepeated() {
    OneLoop loop = loop(MirrorLimits.DEFAULT, EVERY);
    TestRequest request = loop.send("/");
    FakeConnection original = loop.upstreams().connects().getFirst().succeed();
    loop.upstreams().onlyConnect().succeed().begin().breakOff();

    assertThat(loop.upstreams().connects()).isEmpty();
    original.answer();
    assertThat(request.status()).isEqualTo(200);
    assertThat(loop.drops()).isEmpty();
  }

  @Test
  void aCopyWaitsForNoRoomInAFullCluster() {
    OneLoop loop =
        new OneLoop(new ClusterLimits(1, 10), MirrorLimits.DEFAULT, List.of(EVERY))
            .endpoints(OneLoop.endpoint("one"));
    TestRequest request = loop.send("/");

    assertThat(loop.drops()).containsExactly(Drop.UNREACHABLE);
    loop.upstreams().onlyConnect().succeed().answer();
    assertThat(request.status()).isEqualTo(200);
  }

  @Test
  void aClusterThatIsNotThereIsNoFailureOfTheOriginal() {
    OneLoop loop = loop(MirrorLimits.DEFAULT, new Mirror("nowhere", 1, 1, true));
    TestRequest request = loop.send("/");
    loop.upstreams().onlyConnect().succeed().answer();

    assertThat(request.status()).isEqualTo(200);
    assertThat(loop.drops()).containsExactly(Drop.UNREACHABLE);
  }

  @Test
  void asManyAreUnderWayAsMayBe() {
    OneLoop loop = loop(new MirrorLimits(1, 10), EVERY);
    loop.send("/1");
    FakeConnection first = loop.upstreams().connects().getFirst().succeed();
    FakeConnection copy = loop.upstreams().onlyConnect().succeed();
    loop.send("/2");
    FakeConnection second = loop.upstreams().onlyConnect().succeed();
    assertThat(second.authority()).isEqualTo("catalog");
    assertThat(loop.drops()).containsExactly(Drop.TOO_MANY);

    first.answer();
    second.answer();
    copy.answer();
    loop.send("/3");

    assertThat(loop.drops()).hasSize(1);
    assertThat(loop.upstreams().busy())
        .extracting(FakeConnection::authority)
        .containsExactlyInAnyOrder("catalog", "catalog-shadow");
  }

  @Test
  void givesUpACopyThatIsNotAnsweredInTime() {
    OneLoop loop = loop(new MirrorLimits(1, 10), EVERY);
    loop.send("/1");
    FakeConnection original = loop.upstreams().connects().getFirst().succeed();
    FakeConnection copy = loop.upstreams().onlyConnect().succeed();
    original.answer();
    assertThat(copy.isBusy()).isTrue();

    loop.pass(UpstreamSettings.DEFAULT.responseHead().plus(Duration.ofSeconds(1)));

    assertThat(copy.isBusy()).isFalse();
    loop.send("/2");
    assertThat(loop.drops()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"abcd,'',false", "abc,d,false", "abcde,'',true", "abc,de,true"})
  void keepsSoManyBytesOfABodyAndNotOneMore(String one, String two, boolean dropped) {
    OneLoop loop = loop(new MirrorLimits(1, 4), EVERY);
    TestRequest request = loop.begin("/");
    FakeConnection original = loop.upstreams().onlyConnect().succeed();
    request.body(one);
    request.body(two);
    request.end();

    assertThat(original.body()).isEqualTo(one + two);
    assertThat(loop.drops()).isEqualTo(dropped ? List.of(Drop.TOO_LARGE) : List.of());
    assertThat(loop.upstreams().connects()).hasSize(dropped ? 0 : 1);
  }

  @Test
  void whatEndsBeforeItIsWholeIsNotCopied() {
    OneLoop loop = loop(MirrorLimits.DEFAULT, EVERY);
    TestRequest answered = loop.begin("/1");
    answered.body("a");
    loop.upstreams().onlyConnect().succeed().answer();
    answered.end();
    TestRequest left = loop.begin("/2");
    left.body("a");
    left.leave();

    assertThat(loop.drops()).containsExactly(Drop.UNFINISHED, Drop.UNFINISHED);
    assertThat(loop.upstreams().busy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,100,0,0", "30,100,250,350", "100,100,1000,1000", "500000,1000000,430,570"})
  void copiesTheFractionThatIsAskedFor(long numerator, int denominator, int least, int most) {
    OneLoop loop = loop(MirrorLimits.DEFAULT, new Mirror("nowhere", numerator, denominator, true));
    for (int i = 0; i < 1_000; i++) {
      loop.send("/");
    }

    assertThat(loop.drops()).hasSizeBetween(least, most);
  }
}
