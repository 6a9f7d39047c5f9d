package io.heddle.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DepartureTest {
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final EmbeddedChannel time = new EmbeddedChannel();
  private final List<String> said = new ArrayList<>();
  private int inFlight;

  @Test
  void aloneItEndsWhenItHasDrainedAndNothingIsInFlight() {
    inFlight = 1;
    Departure departure = departure(Owner.SOMEONE_ELSE);

    departure.drained();
    pass(Duration.ofSeconds(1));
    assertThat(departure.exit()).isNotDone();
    inFlight = 0;
    pass(Duration.ofMillis(20));

    assertThat(departure.exit()).isCompletedWithValue(0);
  }

  @Test
  void underASupervisorItStaysForOutboundUntilTheApplicationHasExited() {
    Departure departure = departure(Owner.SUPERVISOR);

    departure.drained();
    pass(Duration.ofSeconds(20));
    assertThat(departure.exit()).isNotDone();
    departure.applicationExited();

    assertThat(departure.exit()).isCompletedWithValue(0);
    assertThat(said).containsExactly("drained");
  }

  @Test
  void anApplicationThatExitsFirstIsDrainedBehind() {
    Departure departure = departure(Owner.SUPERVISOR);

    departure.applicationExited();
    assertThat(departure.exit()).isNotDone();
    departure.drained();

    assertThat(departure.exit()).isCompletedWithValue(0);
  }

  @Test
  void whatIsInFlightIsNotWaitedForPastTheGrace() {
    inFlight = 1;
    Departure departure = departure(Owner.SOMEONE_ELSE);
    departure.drained();

    pass(GRACE.minusMillis(20));
    assertThat(departure.exit()).isNotDone();
    pass(Duration.ofMillis(60));

    assertThat(departure.exit()).isCompletedWithValue(0);
  }

  @Test
  void hasteEndsTheWaitForWhatIsInFlight() {
    inFlight = 1;
    Departure departure = departure(Owner.SOMEONE_ELSE);
    departure.hasten();
    departure.drained();
    assertThat(departure.exit()).isNotDone();

    departure.hasten();

    assertThat(departure.exit()).isCompletedWithValue(0);
  }

  @Test
  void thatItHasStartedIsSaidOnce() {
    Departure departure = departure(Owner.SUPERVISOR);

    departure.started();
    departure.started();

    assertThat(said).containsExactly("started");
  }

  private Departure departure(Owner owner) {
    time.freezeTime();
    return new Departure(time.eventLoop(), () -> inFlight, new RecordedMaster(owner, said), GRACE);
  }

  private void pass(Duration duration) {
    for (long i = 0; i < duration.toMillis(); i += 20) {
      time.advanceTimeBy(20, TimeUnit.MILLISECONDS);
      time.runScheduledPendingTasks();
    }
  }

  /** Whose the application is. */
  private enum Owner {
    SUPERVISOR,
    SOMEONE_ELSE
  }

  private record RecordedMaster(Owner owner, List<String> said) implements Master {
    @Override
    public void listen(Proxy proxy) {}

    @Override
    public void started() {
      said.add("started");
    }

    @Override
    public void drained() {
      said.add("drained");
    }

    @Override
    public boolean ownsApplication() {
      return owner == Owner.SUPERVISOR;
    }
  }
}
