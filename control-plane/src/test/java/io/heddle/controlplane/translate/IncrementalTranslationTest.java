package io.heddle.controlplane.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.ResourceChange;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the changes were, what was translated bit by bit is what the whole translates to. */
class IncrementalTranslationTest {
  private static final int CHANGES = 150;

  private final Translator translator = new Translator(new TranslateConfig("cluster.local"));

  /** A resource as one kind of client sees it. */
  private record Version(ResourceKey key, ClientKind kind) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void equalsFullTranslationAfterEveryChange(long seed) {
    RandomMesh random = new RandomMesh(new Random(seed));
    Map<Version, Message> held = new HashMap<>();
    MeshModel model = MeshModel.EMPTY;
    for (int i = 0; i < CHANGES; i++) {
      Change change = random.change(model);
      model = change.model();
      apply(translator.translate(model, change.dirty()), held);

      Map<Version, Message> whole = new HashMap<>();
      apply(translator.translate(model, AllSubjects.of(model)), whole);
      assertThat(held).as("seed %d, after change %d", seed, i).isEqualTo(whole);
    }
  }

  private static void apply(List<ResourceChange> changes, Map<Version, Message> held) {
    for (ResourceChange change : changes) {
      Version version = new Version(change.key(), change.kind());
      change
          .content()
          .ifPresentOrElse(content -> held.put(version, content), () -> held.remove(version));
    }
  }
}
