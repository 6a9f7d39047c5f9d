package io.heddle.proxy.cluster.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests spread over servers that are quick, slow, new or hung. */
final class LeastRequestSimulationTest {
  private static final int REQUESTS_PER_SECOND = 500;
  private static final Duration WARM = Duration.ofSeconds(3);
  private static final double THIRD = 1 / 3.0;

  private static Balancing three(long seed, int loops, double millis) {
    Balancing mesh = new Balancing(seed, loops, REQUESTS_PER_SECOND);
    for (int i = 0; i < 3; i++) {
      mesh.add(millis);
    }
    mesh.run(WARM);
    return mesh;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "2, 2, 2", "3, 10, 2", "4, 1, 20", "5, 2, 20", "6, 10, 20", "7, 20, 40"})
  void aServerThatHangsGetsNextToNothing(long seed, int loops, double millis) {
    Balancing mesh = three(seed, loops, millis);

    mesh.hang(0);
    mesh.run(Duration.ofMillis(500));
    double early = mesh.run(Duration.ofMillis(500))[0];
    double late = mesh.run(Duration.ofSeconds(3))[0];

    assertThat(early).isLessThan(0.05);
    assertThat(late).isLessThan(0.05);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 20", "2, 2, 20", "3, 10, 20"})
  void aServerThatHangsIsNotTriedAgainByAllWhenTheyGiveUp(long seed, int loops, double millis) {
    Balancing mesh = three(seed, loops, millis);
    mesh.patience(Duration.ofMillis(500));

    mesh.hang(0);
    mesh.run(Duration.ofSeconds(1));

    assertThat(mesh.run(Duration.ofSeconds(4))[0]).isLessThan(0.05);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "2, 2, 20", "3, 10, 20", "4, 20, 40"})
  void aServerThatIsBackGetsItsShareAgain(long seed, int loops, double millis) {
    Balancing mesh = three(seed, loops, millis);
    mesh.hang(0);
    mesh.run(Duration.ofSeconds(2));

    mesh.goOn(0);
    mesh.run(Duration.ofSeconds(2));

    assertThat(mesh.run(Duration.ofSeconds(5))[0]).isCloseTo(THIRD, within(0.1));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "2, 2, 2", "3, 2, 20", "4, 10, 20", "5, 20, 40"})
  void equalsGetTheSame(long seed, int loops, double millis) {
    for (double share : three(seed, loops, millis).run(Duration.ofSeconds(60))) {
      assertThat(share).isCloseTo(THIRD, within(0.02));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 5", "2, 2, 20", "3, 10, 20"})
  void whoIsTwiceAsSlowGetsLessAndNotNothing(long seed, int loops, double millis) {
    Balancing mesh = new Balancing(seed, loops, REQUESTS_PER_SECOND);
    mesh.add(2 * millis);
    mesh.add(millis);
    mesh.add(millis);
    mesh.run(WARM);

    assertThat(mesh.run(Duration.ofSeconds(20))[0]).isBetween(0.02, 0.3);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 5", "2, 2, 20", "3, 10, 20"})
  void aNewServerIsNeitherStarvedNorFlooded(long seed, int loops, double millis) {
    Balancing mesh = three(seed, loops, millis);

    int added = mesh.add(millis);

    assertThat(mesh.run(Duration.ofSeconds(1))[added]).isBetween(0.1, 0.5);
    assertThat(mesh.run(Duration.ofSeconds(10))[added]).isCloseTo(0.25, within(0.06));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "2, 2, 20", "3, 10, 20", "4, 20, 40"})
  void nobodyIsFullAndEmptyInTurns(long seed, int loops, double millis) {
    Balancing mesh = three(seed, loops, millis);
    double squares = 0;
    int windows = 40;

    for (int i = 0; i < windows; i++) {
      for (double share : mesh.run(Duration.ofMillis(250))) {
        assertThat(share).isBetween(0.1, 0.6);
        squares += (share - THIRD) * (share - THIRD);
      }
    }

    // 125 requests that know nothing of each other deviate by 0.042.
    assertThat(Math.sqrt(squares / (3 * windows))).isLessThan(0.07);
  }
}
