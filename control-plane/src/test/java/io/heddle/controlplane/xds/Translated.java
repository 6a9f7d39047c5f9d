package io.heddle.controlplane.xds;

import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.translate.TranslateConfig;
import io.heddle.controlplane.translate.Translator;
import java.util.List;

/** Resources as the control plane makes them. */
final class Translated {
  private static final Translator TRANSLATOR = new Translator(new TranslateConfig("cluster.local"));

  private Translated() {}

  static List<ResourceChange> of(Change change) {
    return TRANSLATOR.translate(change.model(), change.dirty());
  }

  /** The one of that type for our own sidecars. */
  static ResourceChange of(Change change, String typeUrl) {
    return of(change).stream()
        .filter(it -> it.kind() == ClientKind.HEDDLE && it.key().typeUrl().equals(typeUrl))
        .findFirst()
        .orElseThrow();
  }
}
