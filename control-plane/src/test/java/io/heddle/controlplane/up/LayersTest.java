package io.heddle.controlplane.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.controlplane.files.HostFile;
import io.heddle.controlplane.files.HostFile.HostService;
import io.heddle.controlplane.files.HostFile.Use;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LayersTest {
  @Test
  void whoUsesOthersEndsBeforeThem() {
    assertThat(
            layers(
                service("stock", 1), service("catalog", 2, "stock"), service("web", 1, "catalog")))
        .containsExactly(List.of("web-1"), List.of("catalog-1", "catalog-2"), List.of("stock-1"));
  }

  @Test
  void aServiceMayBeUsedWithItsNamespaceAndByItself() {
    assertThat(layers(service("catalog", 1, "catalog"), service("web", 1, "catalog.shop")))
        .containsExactly(List.of("web-1"), List.of("catalog-1"));
  }

  @Test
  void servicesThatUseEachOtherEndTogether() {
    assertThat(layers(service("web", 1, "a"), service("a", 1, "b"), service("b", 1, "a")))
        .containsExactly(List.of("web-1"), List.of("a-1", "b-1"));
  }

  private static List<List<String>> layers(HostService... services) {
    HostFile file = new HostFile("shop", Optional.empty(), Arrays.asList(services));
    return Layers.of(Replicas.of(file, Path.of("state"), () -> 40_000)).stream()
        .map(layer -> layer.stream().map(Replica::name).toList())
        .toList();
  }

  private static HostService service(String name, int replicas, String... uses) {
    List<Use> used = Arrays.stream(uses).map(it -> new Use(it, 80)).toList();
    return new HostService(name, "./" + name, 80, 0, replicas, "tcp", used, Map.of());
  }
}
