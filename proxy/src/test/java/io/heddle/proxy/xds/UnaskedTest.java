package io.heddle.proxy.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.proxy.xds.DeltaResponse.DeltaResource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnaskedTest {
  private static final ResourceKey A = new ResourceKey(ResourceType.CLUSTER, "a");
  private static final ResourceKey B = new ResourceKey(ResourceType.CLUSTER, "b");

  private final Unasked unasked = new Unasked(10);

  @Test
  void aTypeIsWholeOnceSomethingUnaskedOfItCame() {
    unasked.add(ResourceType.CLUSTER, response(resource("a", 4)), Set.of("a"));
    assertThat(unasked.isWhole(ResourceType.CLUSTER)).isFalse();

    unasked.add(ResourceType.CLUSTER, response(resource("b", 4)), Set.of("a"));

    assertThat(unasked.isWhole(ResourceType.CLUSTER)).isTrue();
    assertThat(unasked.isWhole(ResourceType.LISTENER)).isFalse();
    assertThat(unasked.find(A)).as("may be let go of and wanted again").isPresent();
    assertThat(unasked.find(B)).isPresent();
  }

  @Test
  void whatIsSentByNameAloneIsNeverWhole() {
    unasked.add(ResourceType.ENDPOINTS, response(resource("a", 4)), Set.of());

    assertThat(unasked.isWhole(ResourceType.ENDPOINTS)).isFalse();
    assertThat(unasked.find(new ResourceKey(ResourceType.ENDPOINTS, "a"))).isEmpty();
  }

  @Test
  void theNewestOfAResourceCountsUntilItIsRemoved() {
    unasked.add(ResourceType.CLUSTER, response(resource("a", 4)), Set.of());
    unasked.add(ResourceType.CLUSTER, response(resource("a", 6)), Set.of());
    assertThat(unasked.find(A)).hasValueSatisfying(it -> assertThat(it.bytes()).hasSize(6));

    unasked.add(ResourceType.CLUSTER, new DeltaResponse("", "", List.of(), List.of("a")), Set.of());

    assertThat(unasked.find(A)).isEmpty();
  }

  @Test
  void whatThereIsNoRoomForIsCounted() {
    unasked.add(ResourceType.CLUSTER, response(resource("a", 10), resource("b", 1)), Set.of());

    assertThat(unasked.find(A)).isPresent();
    assertThat(unasked.find(B)).isEmpty();
    assertThat(unasked.takeWithoutRoom()).isEqualTo(1);
    assertThat(unasked.takeWithoutRoom()).isZero();

    unasked.forget(A);
    unasked.add(ResourceType.CLUSTER, response(resource("b", 10)), Set.of());
    assertThat(unasked.find(B)).isPresent();
  }

  private static DeltaResource resource(String name, int size) {
    return new DeltaResource(name, "1", "", new byte[size]);
  }

  private static DeltaResponse response(DeltaResource... resources) {
    return new DeltaResponse("", "", List.of(resources), List.of());
  }
}
