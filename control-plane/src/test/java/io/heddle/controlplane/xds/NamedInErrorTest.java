package io.heddle.controlplane.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
  void aNameThatBeginsAnotherIsFoundBesideIt() {
    List<String> names = List.of("a", "a.b", "a.b.c", "a.b.d", "a.c");

    assertThat(NamedInError.of("a.b.e; a.b.c; a.d", names))
        .containsExactlyInAnyOrder("a.b", "a.b.c", "a");
    assertThat(NamedInError.of("a.bc, a.b.cd, a.b.d", names))
        .containsExactlyInAnyOrder("a", "a.b", "a.b.d");
  }

  @Test
  void twentyThousandNamesAreFoundInATextOfTheirs() {
    List<String> names =
        IntStream.range(0, 20_000).mapToObj(number -> "service-" + number + ".shop").toList();
    String error = String.join(": no such policy, ", names.subList(1, names.size()));

    Set<String> found = assertTimeout(Duration.ofSeconds(3), () -> NamedInError.of(error, names));
    assertThat(found).hasSize(names.size() - 1).doesNotContain(names.getFirst());
  }

  @Test
  void aNameThatIsNamedTwiceIsFoundOnce() {
    assertThat(NamedInError.of("a a", List.of("a"))).containsExactly("a");
  }
}
