package io.heddle.controlplane.xds;

import static io.heddle.controlplane.xds.Samples.EDS;
import static io.heddle.controlplane.xds.Samples.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One change among many resources touches only those who asked for it. */
final class IncrementalPushTest {
  private static final int RESOURCES = 10_000;
  private static final int STREAMS = 1_000;

  private final XdsHarness xds = new XdsHarness();

  @AfterEach
  void stop() {
    xds.close();
  }

  @Test
  void oneChangeAmongTenThousandReachesOnlyItsSubscribers() {
    List<ResourceChange> all = new ArrayList<>();
    for (int number = 0; number < RESOURCES; number++) {
      all.add(put(EDS, "e" + number, "1"));
    }
    xds.apply(all.toArray(ResourceChange[]::new));
    for (int number = 0; number < STREAMS; number++) {
      String[] names = {"e" + number, "e" + (number + STREAMS), "e" + (number % 100 + 5_000)};
      xds.delta("web-" + number).subscribe(EDS, names).takeAll();
    }
    xds.observer.events.clear();
    xds.apply(put(EDS, "e5042", "2"));

    assertThat(xds.observer.events).hasSize(STREAMS / 100).allMatch(it -> it.startsWith("sent"));
    assertThat(xds.holdersOf(EDS, "e5042")).hasSize(STREAMS / 100);
  }

  @Test
  void theCacheTellsOnlyThoseWhoWatchTheName() {
    XdsCache cache = new XdsCache();
    Set<Integer> told = new HashSet<>();
    for (int number = 0; number < STREAMS; number++) {
      cache
          .table(EDS, ClientKind.HEDDLE)
          .watchers()
          .add("e" + number % 500, new Recorder(number, told));
    }
    cache.apply(List.of(put(EDS, "e7", "1")));

    assertThat(told).containsExactlyInAnyOrder(7, 507);
  }

  private record Recorder(int number, Set<Integer> told) implements CacheWatcher {
    @Override
    public void changed(ResourceKey key, Optional<EncodedResource> previous, long generation) {
      told.add(number);
    }

    @Override
    public void flush() {}
  }
}
