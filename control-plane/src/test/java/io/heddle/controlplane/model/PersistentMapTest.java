package io.heddle.controlplane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistentMapTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdsWhatAHashMapWouldHold(long seed) {
    Random random = new Random(seed);
    Map<Integer, Integer> expected = new HashMap<>();
    PersistentMap<Integer, Integer> map = PersistentMap.empty();
    for (int i = 0; i < 20_000; i++) {
      int key = random.nextInt(6_000);
      if (random.nextInt(4) == 0) {
        expected.remove(key);
        map = map.without(key);
      } else {
        expected.put(key, i);
        map = map.with(key, i);
      }
    }

    assertThat(map.size()).isEqualTo(expected.size());
    assertThat(map.values()).containsExactlyInAnyOrderElementsOf(expected.values());
    for (int key = 0; key < 6_000; key++) {
      assertThat(map.lookUp(key)).isEqualTo(expected.get(key));
    }
  }

  @Test
  void aChangedCopyLeavesTheOriginalAsItWas() {
    List<PersistentMap<Integer, Integer>> versions = new ArrayList<>();
    PersistentMap<Integer, Integer> map = PersistentMap.empty();
    for (int i = 0; i < 1_000; i++) {
      versions.add(map);
      map = map.with(i, i);
    }

    for (int i = 0; i < 1_000; i++) {
      assertThat(versions.get(i).size()).isEqualTo(i);
      assertThat(versions.get(i).lookUp(i)).isNull();
    }
  }

  @Test
  void isEmptyAgainWhenItsLastEntryGoes() {
    PersistentMap<String, String> map = PersistentMap.<String, String>empty().with("a", "b");

    assertThat(map.without("a").size()).isZero();
    assertThat(map.without("a").values()).isEmpty();
    assertThat(map.without("other")).isSameAs(map);
  }
}
