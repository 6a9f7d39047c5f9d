package io.heddle.proxy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which lists accept at least whom others accept. */
final class PeerMatchTest {
  private static PeerMatch exact(String... ids) {
    return new PeerMatch(List.of(ids), List.of());
  }

  private static PeerMatch prefixes(String... prefixes) {
    return new PeerMatch(List.of(), List.of(prefixes));
  }

  @Test
  void aLongerListCoversAShorterOneInAnyOrder() {
    assertThat(exact("c", "b", "a").covers(exact("a", "b"))).isTrue();
    assertThat(exact("a", "b").covers(exact("a", "b", "c"))).isFalse();
    assertThat(exact("b").covers(exact("a"))).isFalse();
  }

  @Test
  void aPrefixCoversWhatBeginsWithIt() {
    assertThat(prefixes("spiffe://a/").covers(exact("spiffe://a/x", "spiffe://a/y"))).isTrue();
    assertThat(prefixes("spiffe://a/").covers(prefixes("spiffe://a/ns/"))).isTrue();
    assertThat(prefixes("spiffe://a/ns/").covers(prefixes("spiffe://a/"))).isFalse();
  }

  @Test
  void noListOfIdsCoversAPrefix() {
    assertThat(exact("spiffe://a/x").covers(prefixes("spiffe://a/x"))).isFalse();
  }

  @Test
  void nobodyIsCoveredByAnybody() {
    assertThat(exact().covers(exact())).isTrue();
    assertThat(exact("a").covers(exact())).isTrue();
  }
}
