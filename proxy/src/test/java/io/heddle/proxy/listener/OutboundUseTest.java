package io.heddle.proxy.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundUseTest {
  private long now = 5;
  private final OutboundUse use = new OutboundUse(() -> now);

  @Test
  void theFirstConnectionAsksAndTheOthersWaitWithIt() {
    assertThat(use.isFollowed()).isFalse();

    assertThat(use.enter()).isTrue();
    assertThat(use.enter()).isFalse();
    use.follow();

    assertThat(use.isFollowed()).isTrue();
    assertThat(use.enter()).isFalse();
  }

  @Test
  void whileAConnectionIsThereItIsNotLetGoOf() {
    use.enter();
    assertThat(use.tryUnfollow()).as("held").isFalse();
    use.follow();
    assertThat(use.tryUnfollow()).as("open").isFalse();
    assertThat(use.isFollowed()).isTrue();

    use.leave();
    assertThat(use.tryUnfollow()).isTrue();
    assertThat(use.isFollowed()).isFalse();
    assertThat(use.tryUnfollow()).as("again").isTrue();
    assertThat(use.enter()).as("asks again").isTrue();
  }

  @Test
  void whatIsRefusedIsAskedForByTheNextConnection() {
    use.enter();

    use.unfollow();

    assertThat(use.isFollowed()).isFalse();
    assertThat(use.enter()).isTrue();
    use.follow();
    use.leave();
    use.leave();
    assertThat(use.tryUnfollow()).isTrue();
  }

  @Test
  void itIsUsedWhenAConnectionComesAndWhenItGoes() {
    now = 7;
    use.enter();
    assertThat(use.lastUsedNanos()).isEqualTo(7);

    now = 9;
    use.leave();
    assertThat(use.lastUsedNanos()).isEqualTo(9);
  }

  @Test
  void aConnectionThatComesWhileItIsLetGoOfEitherKeepsItOrAsks() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger unnoticed = new AtomicInteger();
    use.follow();
    Thread letsGo =
        Thread.ofPlatform()
            .start(() -> {
              while (!Thread.currentThread().isInterrupted()) {
                if (use.tryUnfollow()) {
                  while (asked.get() == 0 && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                  }
                  asked.set(0);
                  use.follow();
                }
              }
            });

    for (int i = 0; i < 2_000; i++) {
      if (use.enter()) {
        asked.set(1);
      }
      while (!use.isFollowed()) {
        Thread.onSpinWait();
      }
      if (use.tryUnfollow()) {
        unnoticed.incrementAndGet();
      }
      use.leave();
    }

    letsGo.interrupt();
    letsGo.join();
    assertThat(unnoticed).hasValue(0);
  }
}
