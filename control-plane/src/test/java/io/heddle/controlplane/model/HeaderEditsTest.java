package io.heddle.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.model.HeaderEdits.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderEditsTest {
  private final HeaderEdits first =
      new HeaderEdits(
          List.of("removed"), List.of(new Header("Set", "1")), List.of(new Header("Added", "1")));

  @Test
  void whatConcernsDifferentHeadersAddsUp() {
    HeaderEdits next =
        new HeaderEdits(
            List.of("other"), List.of(new Header("x", "2")), List.of(new Header("y", "2")));

    assertThat(first.then(next))
        .isEqualTo(
            new HeaderEdits(
                List.of("removed", "other"),
                List.of(new Header("Set", "1"), new Header("x", "2")),
                List.of(new Header("Added", "1"), new Header("y", "2"))));
  }

  @Test
  void whatIsSetLaterIsAllThatIsLeft() {
    List<Header> set =
        List.of(new Header("removed", "2"), new Header("set", "2"), new Header("added", "2"));

    assertThat(first.then(new HeaderEdits(List.of(), set, List.of())))
        .isEqualTo(new HeaderEdits(List.of(), set, List.of()));
  }

  @Test
  void whatIsRemovedLaterIsGone() {
    HeaderEdits next = new HeaderEdits(List.of("SET", "added"), List.of(), List.of());

    assertThat(first.then(next))
        .isEqualTo(new HeaderEdits(List.of("removed", "SET", "added"), List.of(), List.of()));
  }

  @Test
  void whatIsAddedLaterComesAfterWhatWasSetOrAdded() {
    HeaderEdits next =
        new HeaderEdits(
            List.of(), List.of(), List.of(new Header("set", "2"), new Header("added", "2")));

    assertThat(first.then(next))
        .isEqualTo(
            new HeaderEdits(
                List.of("removed"),
                List.of(new Header("Set", "1")),
                List.of(
                    new Header("Added", "1"), new Header("set", "2"), new Header("added", "2"))));
  }
}
