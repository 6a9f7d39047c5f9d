package io.heddle.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Who is next for a connection. */
final class WaitingLineTest {
  private final WaitingLine line = new WaitingLine(2);

  @Test
  void whoCameFirstIsServedFirst() throws IOException {
    Waiting one = waiting(1);
    Waiting two = waiting(2);
    line.add(one);
    line.add(two);

    assertThat(line.poll()).isSameAs(one);
    assertThat(line.length()).isEqualTo(1);
    assertThat(line.poll()).isSameAs(two);
    assertThat(line.poll()).isNull();
  }

  @Test
  void whoseTimeRanOutIsPassedOverAndTakesNoPlace() throws IOException {
    Waiting one = waiting(1);
    Waiting two = waiting(2);
    line.add(one);
    line.add(two);

    one.exchange().markDone();

    assertThat(line.length()).isEqualTo(1);
    line.add(waiting(3));
    assertThat(line.poll()).isSameAs(two);
  }

  @Test
  void nobodyJoinsAFullLine() throws IOException {
    line.add(waiting(1));
    line.add(waiting(2));

    assertThatThrownBy(() -> line.add(waiting(3)))
        .isInstanceOf(IOException.class)
        .hasMessage("waiting: 2 requests (expected: fewer)");
    assertThat(line.length()).isEqualTo(2);
  }

  private static Waiting waiting(int sequence) {
    return new Waiting(
        new Exchange(sequence, Method.GET, 0, 0, "w-" + sequence, ""), ByteBuffer.allocate(0));
  }
}
