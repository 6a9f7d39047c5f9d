package io.heddle.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which resources a refusal is about. */
final class NamedInErrorTest {
  @Test
  void findsTheNamesInTheText() {
    assertThat(NamedInError.of("bad: a, and c.", List.of("a", "b", "c")))
        .containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void blamesAllWhenNoneIsNamed() {
    assertThat(NamedInError.of("something", List.of("a", "b"))).containsExactly("a", "b");
  }

  @Test
  void aNameInsideALongerNameOfTheResponseIsNotNamed() {
    assertThat(NamedInError.of("a.shop:80: bad port", List.of("a.shop", "a.shop:80")))
        .containsExactly("a.shop:80");
  }

  @Test
  void aNameInsideAWordIsNotNamed() {
    assertThat(NamedInError.of("web-1 and myweb: bad; api: bad", List.of("web", "api")))
        .containsExactly("api");
  }

  @Test
  void clustersWithBarsAreFound() {
    String name = "outbound|80||catalog.shop.svc.cluster.local";

    assertThat(
            NamedInError.of(
                "cluster " + name + ": lb_policy: 99",
                List.of(name, "outbound|80|v1|catalog.shop.svc.cluster.local")))
        .containsExactly(name);
  }

  @Test
  void aNameThatIsNamedTwiceIsFoundOnce() {
    assertThat(NamedInError.of("a a", List.of("a"))).containsExactly("a");
  }
}
