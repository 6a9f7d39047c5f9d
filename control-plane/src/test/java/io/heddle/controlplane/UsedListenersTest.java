package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.certs.SpiffeId;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UsedListenersTest {
  private static final SpiffeId WEB = SpiffeId.of("cluster.local", "shop", "web");
  private static final SpiffeId OTHER = SpiffeId.of("cluster.local", "shop", "other");

  private long now = Long.MAX_VALUE - 1_000;
  private final UsedListeners used = new UsedListeners(() -> now);

  @Test
  void whatOneOfAnIdentityAsksForIsKnownOfAll() {
    used.opened(WEB);
    used.opened(WEB);
    used.opened(OTHER);

    used.asked(WEB, List.of("catalog:80", "basket:80"));
    used.asked(WEB, List.of("catalog:80"));
    used.asked(OTHER, List.of("pay:80"));

    assertThat(used.of(WEB)).containsExactly("basket:80", "catalog:80");
    assertThat(used.of(OTHER)).containsExactly("pay:80");
  }

  @Test
  void oneThousandNamesAreRememberedAndTheLeastRecentlyAskedForGoes() {
    used.opened(WEB);
    used.asked(WEB, IntStream.range(0, 1_000).mapToObj(i -> "n" + i).toList());
    assertThat(used.of(WEB)).hasSize(1_000);

    used.asked(WEB, List.of("n0"));
    used.asked(WEB, List.of("one-more"));

    assertThat(used.of(WEB)).hasSize(1_000).contains("n0", "one-more").doesNotContain("n1");
  }

  @Test
  void anIdentityWithoutAStreamIsForgottenAfterAnHour() {
    used.opened(WEB);
    used.opened(WEB);
    used.asked(WEB, List.of("catalog:80"));
    used.closed(WEB);
    pass(Duration.ofHours(2));
    used.closed(WEB);

    pass(Duration.ofHours(1).minusNanos(1));
    assertThat(used.of(WEB)).containsExactly("catalog:80");
    pass(Duration.ofNanos(1));
    assertThat(used.of(WEB)).isEmpty();
  }

  @Test
  void anIdentityThatComesBackWithinTheHourIsRemembered() {
    used.opened(WEB);
    used.asked(WEB, List.of("catalog:80"));
    used.closed(WEB);
    pass(Duration.ofMinutes(59));

    used.opened(WEB);
    pass(Duration.ofHours(5));

    assertThat(used.of(WEB)).containsExactly("catalog:80");
  }

  @Test
  void whoeverIsAwayLongestIsForgottenFirst() {
    used.opened(WEB);
    used.opened(OTHER);
    used.asked(WEB, List.of("catalog:80"));
    used.asked(OTHER, List.of("pay:80"));
    used.closed(WEB);
    pass(Duration.ofMinutes(1));
    used.closed(OTHER);

    pass(Duration.ofMinutes(59));

    assertThat(used.of(WEB)).isEmpty();
    assertThat(used.of(OTHER)).containsExactly("pay:80");
  }

  private void pass(Duration duration) {
    now += duration.toNanos();
  }
}
