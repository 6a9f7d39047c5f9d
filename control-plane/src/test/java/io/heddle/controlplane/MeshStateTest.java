package io.heddle.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.files.FileSource;
import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.translate.TranslateConfig;
import io.heddle.controlplane.translate.Translator;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.XdsCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class MeshStateTest {
  private final List<ResourceKey> translated = new ArrayList<>();
  private final MeshState state =
      new MeshState(
          new Translator(new TranslateConfig("cluster.local"), translated::add), new XdsCache());

  @Test
  void eachResourceOfAChangeIsTranslatedOnce() {
    List<MeshState.ObjectChange> changes = state.apply(services("shop", "catalog"));

    assertThat(translated).hasSize(8).doesNotHaveDuplicates();
    assertThat(changes)
        .extracting(MeshState.ObjectChange::fullName)
        .containsExactly("Service/default/catalog", "Service/default/shop");
    assertThat(changes).flatExtracting(it -> it.resources()).hasSameElementsAs(translated);
  }

  @Test
  void anObjectThatIsTakenOutIsToldItsResources() {
    state.apply(services("shop", "catalog"));
    translated.clear();

    List<MeshState.ObjectChange> changes = state.apply(services("shop"));

    assertThat(changes).hasSize(1);
    assertThat(changes.getFirst().resources()).hasSize(4).hasSameElementsAs(translated);
    assertThat(translated).doesNotHaveDuplicates();
  }

  private static ObjectSet services(String... names) {
    Map<String, String> files = new TreeMap<>();
    for (String name : names) {
      files.put(
          name + ".yaml",
          "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {ports: [{port: 80}]}}"
              .formatted(name));
    }
    return FileSource.read(new TreeMap<>(files));
  }
}
