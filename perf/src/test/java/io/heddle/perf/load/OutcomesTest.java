package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OutcomesTest {
  private final Outcomes outcomes = new Outcomes("b");

  @Test
  void remembersWhatBecameOfEachRequest() {
    int get = outcomes.add(Method.GET);
    int post = outcomes.add(Method.POST);
    int pending = outcomes.add(Method.POST);
    outcomes.answered(get, "v1");
    outcomes.failed(post);

    assertThat(outcomes.state(get)).isEqualTo(Outcomes.State.ANSWERED);
    assertThat(outcomes.version(get)).isEqualTo("v1");
    assertThat(outcomes.state(post)).isEqualTo(Outcomes.State.FAILED);
    assertThat(outcomes.method(post)).isEqualTo(Method.POST);
    assertThat(outcomes.state(pending)).isEqualTo(Outcomes.State.PENDING);
    assertThat(outcomes.version(pending)).isEmpty();
  }

  @Test
  void growsBeyondItsFirstSize() {
    for (int i = 0; i < 5000; i++) {
      outcomes.answered(outcomes.add(Method.GET), "v" + i % 3);
    }

    assertThat(outcomes.size()).isEqualTo(5000);
    assertThat(outcomes.version(4999)).isEqualTo("v1");
  }

  @Test
  void onlyItsOwnIdsHaveASequenceNumber() {
    outcomes.add(Method.GET);

    assertThat(outcomes.sequence(outcomes.id(0))).hasValue(0);
    assertThat(outcomes.sequence("b-1")).isEmpty();
    assertThat(outcomes.sequence("b-00")).isEmpty();
    assertThat(outcomes.sequence("a-0")).isEmpty();
    assertThat(outcomes.sequence("b-99999999999")).isEmpty();
    assertThat(outcomes.sequence("b-")).isEmpty();
  }
}
