package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is subscribed to because it is used, at each limit. */
class OutboundSubscriptionsTest {
  private static final OnDemandLimits SMALL =
      new OnDemandLimits(4, 2, Duration.ofMinutes(15), Duration.ofMinutes(1));

  // Where the ticker's values overflow.
  private long now = Long.MAX_VALUE - Duration.ofMinutes(20).toNanos();
  private final FakeUse use = new FakeUse(() -> now);
  private OutboundSubscriptions subscriptions = with(SMALL);

  private OutboundSubscriptions with(OnDemandLimits limits) {
    return new OutboundSubscriptions(limits, () -> now, use);
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }

  /** One name after another, a second apart. */
  private void want(String... listeners) {
    for (String listener : listeners) {
      assertThat(subscriptions.want(listener)).isEmpty();
      pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void whatIsWantedIsFollowed() {
    want("a");

    assertThat(subscriptions.contains("a")).isTrue();
    assertThat(use.isFollowed("a")).isTrue();
  }

  @Test
  void tenThousandAreSubscribedToAndTheNextMakesTheLeastRecentlyUsedGo() {
    subscriptions = with(OnDemandLimits.DEFAULT);
    IntStream.range(0, 10_000).forEach(i -> want("n" + i));
    use.open("n0");
    use.close("n0");
    subscriptions.want("n1");

    assertThat(subscriptions.want("one-more")).containsExactly("n2");
    assertThat(subscriptions.size()).isEqualTo(10_000);
    assertThat(use.isFollowed("n2")).isFalse();
  }

  @Test
  void oneThatAConnectionUsesDoesNotGo() {
    want("a", "b", "c", "d");
    use.open("a");
    pass(Duration.ofHours(1));
    want("b");

    assertThat(subscriptions.want("e")).containsExactly("c");
    assertThat(subscriptions.contains("a")).isTrue();
  }

  @Test
  void whereAllAreInUseTheNextIsRefusedUntilOneIsNot() {
    want("a", "b", "c", "d");
    List.of("a", "b", "c", "d", "e").forEach(use::open);

    assertThat(subscriptions.want("e")).isEmpty();
    assertThat(subscriptions.contains("e")).isFalse();
    assertThat(use.isFollowed("e")).isFalse();

    use.close("c");
    assertThat(subscriptions.want("e")).containsExactly("c");
    assertThat(subscriptions.contains("e")).isTrue();
  }

  @Test
  void whatIsWantedAgainMakesNothingGo() {
    want("a", "b", "c", "d");

    assertThat(subscriptions.want("a")).isEmpty();
    assertThat(subscriptions.size()).isEqualTo(4);
  }

  @Test
  void whatIsFetchedAheadMakesNothingGoEither() {
    want("a", "b", "c");

    assertThat(subscriptions.prefetch("d")).isTrue();
    assertThat(subscriptions.prefetch("e")).isFalse();
    assertThat(subscriptions.prefetch("a")).isFalse();
    assertThat(subscriptions.size()).isEqualTo(4);
  }

  @Test
  void oneThousandAndTwentyFourMayBeMissing() {
    subscriptions = with(OnDemandLimits.DEFAULT);
    List<String> names = IntStream.range(0, 1_025).mapToObj(i -> "n" + i).toList();
    want("there");
    names.forEach(this::want);

    subscriptions.missing(new HashSet<>(names.subList(0, 1_024)));
    assertThat(subscriptions.dropMissing()).isEmpty();
    assertThat(subscriptions.missing(new HashSet<>(names))).containsExactly("n1024");
    assertThat(subscriptions.dropMissing()).containsExactly("n0");
    assertThat(subscriptions.contains("there")).isTrue();
  }

  @Test
  void aMissingOneThatAConnectionWaitsForDoesNotGo() {
    want("a", "b", "c");
    use.open("a");
    subscriptions.missing(Set.of("a", "b", "c"));

    assertThat(subscriptions.dropMissing()).containsExactly("b");
  }

  @Test
  void whatAppearsIsMissingNoMoreAndIsSaidAgainWhenItGoes() {
    want("a", "b", "c");
    assertThat(subscriptions.missing(Set.of("a", "b"))).containsExactlyInAnyOrder("a", "b");
    assertThat(subscriptions.missing(Set.of("a", "b", "other"))).isEmpty();

    assertThat(subscriptions.missing(Set.of("b"))).isEmpty();
    assertThat(subscriptions.missing(Set.of("b", "c"))).containsExactly("c");
    assertThat(subscriptions.dropMissing()).isEmpty();
    assertThat(subscriptions.missing(Set.of("a", "b", "c"))).containsExactly("a");
  }

  @Test
  void unusedForAQuarterOfAnHourItGoes() {
    want("a");
    pass(Duration.ofMinutes(15).minusSeconds(1).minusNanos(1));
    assertThat(subscriptions.dropUnused()).isEmpty();

    pass(Duration.ofNanos(1));
    assertThat(subscriptions.dropUnused()).containsExactly("a");
    assertThat(subscriptions.contains("a")).isFalse();
    assertThat(subscriptions.dropUnused()).isEmpty();
  }

  @Test
  void theTimeCountsFromTheEndOfTheLastConnection() {
    want("a");
    use.open("a");
    pass(Duration.ofHours(2));
    assertThat(subscriptions.dropUnused()).isEmpty();

    use.close("a");
    pass(Duration.ofMinutes(15).minusNanos(1));
    assertThat(subscriptions.dropUnused()).isEmpty();
    pass(Duration.ofNanos(1));
    assertThat(subscriptions.dropUnused()).containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverHappensTheLimitsHoldAndNothingInUseGoes(long seed) {
    Random random = new Random(seed);
    List<String> names = IntStream.range(0, 12).mapToObj(i -> "n" + i).toList();
    Function<Integer, String> pick = bound -> names.get(random.nextInt(bound));
    Set<String> absent = new HashSet<>();
    for (int step = 0; step < 5_000; step++) {
      Set<String> before = subscribed(names);
      Set<String> used = names.stream().filter(use::isUsed).collect(Collectors.toSet());
      Collection<String> dropped = List.of();
      switch (random.nextInt(7)) {
        case 0, 1 -> dropped = connect(pick.apply(names.size()));
        case 2 -> used.stream().findAny().ifPresent(use::close);
        case 3 -> subscriptions.prefetch(pick.apply(names.size()));
        case 4 -> dropped = absent(absent, pick.apply(names.size()));
        case 5 -> dropped = subscriptions.dropUnused();
        default -> pass(Duration.ofSeconds(random.nextInt(600)));
      }
      assertThat(subscriptions.size()).isLessThanOrEqualTo(SMALL.listeners());
      assertThat(dropped).as("seed %s", seed).isSubsetOf(before).noneMatch(used::contains);
      Set<String> expected = new HashSet<>(before);
      expected.removeAll(dropped);
      assertThat(subscribed(names)).containsAll(expected);
      assertThat(names).allMatch(name -> subscriptions.contains(name) == use.isFollowed(name));
    }
  }

  private List<String> connect(String name) {
    use.open(name);
    List<String> dropped = subscriptions.want(name);
    if (!subscriptions.contains(name)) {
      use.close(name);
    }
    return dropped;
  }

  /** The server says of another one that it does not exist, or that it does. */
  private List<String> absent(Set<String> absent, String name) {
    if (!absent.remove(name)) {
      absent.add(name);
    }
    subscriptions.missing(absent);
    List<String> dropped = subscriptions.dropMissing();
    List<String> left = new ArrayList<>(absent);
    left.removeIf(it -> !subscriptions.contains(it) || use.isUsed(it));
    assertThat(left).hasSizeLessThanOrEqualTo(SMALL.missing());
    return dropped;
  }

  private Set<String> subscribed(List<String> names) {
    return names.stream().filter(subscriptions::contains).collect(Collectors.toSet());
  }
}
