package io.heddle.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.config.HeaderEdits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of edits. */
final class HeadEditsTest {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final HeadView HEAD = TestHead.response(200, 0, "a: 0", "b: 0", "c: 0");

  private static List<String> edited(HeadEdits edits) {
    List<String> fields = new ArrayList<>();
    ForwardedHead.copy(HEAD, edits, (name, value) -> fields.add(name + ": " + value));
    return fields;
  }

  @Test
  void whatIsAppliedFirstGivesWay() {
    HeadEdits edits = new HeadEdits();
    edits.set("a", "late");
    edits.add("b", "late");

    edits.applyFirst(
        new HeaderEdits(
            List.of("C"),
            List.of(new HeaderEdits.Header("A", "early")),
            List.of(new HeaderEdits.Header("B", "early"))));

    assertThat(edited(edits)).containsExactly("b: 0", "B: early", "a: late", "b: late");
  }

  @Test
  void comesToTheSameAsApplyingInThatOrder() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      HeaderEdits early = any(random, "early");
      HeaderEdits late = any(random, "late");
      HeadEdits inOrder = new HeadEdits();
      inOrder.apply(early);
      inOrder.apply(late);
      HeadEdits afterwards = new HeadEdits();
      afterwards.apply(late);
      afterwards.applyFirst(early);

      assertThat(edited(afterwards)).as("%s, %s", early, late).isEqualTo(edited(inOrder));
    }
  }

  private static HeaderEdits any(Random random, String value) {
    return new HeaderEdits(
        NAMES.stream().filter(_ -> random.nextInt(4) == 0).toList(),
        headers(random, value + " set"),
        headers(random, value + " add"));
  }

  private static List<HeaderEdits.Header> headers(Random random, String value) {
    return NAMES.stream()
        .filter(_ -> random.nextInt(3) == 0)
        .map(name -> new HeaderEdits.Header(name, value))
        .toList();
  }
}
