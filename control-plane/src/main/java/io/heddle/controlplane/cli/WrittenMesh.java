package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.heddle.controlplane.files.ObjectSet;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshModel.Change;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.translate.TranslateConfig;
import io.heddle.controlplane.translate.Translator;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.DumpedResource;
import io.heddle.controlplane.xds.XdsCache;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a control plane would have in force that reads these objects and nothing else. */
final class WrittenMesh implements KnownMesh {
  /** Nothing that is explained depends on it. */
  private static final String TRUST_DOMAIN = "cluster.local";

  private final MeshModel model;
  private final XdsCache cache = new XdsCache();

  private WrittenMesh(Change change) {
    model = change.model();
    Translator translator = new Translator(new TranslateConfig(TRUST_DOMAIN));
    var _ = cache.apply(translator.translate(model, change.dirty()));
  }

  static KnownMesh of(ObjectSet objects) {
    Change change = new Change(MeshModel.EMPTY, Set.of());
    for (MeshObject object : objects.objects()) {
      change = change.then(model -> model.with(object));
    }
    return new WrittenMesh(change);
  }

  @Override
  public List<ServicePortName> ports() {
    return model.services().stream()
        .flatMap(service ->
            service.ports().stream().map(port -> new ServicePortName(service.name(), port.port())))
        .toList();
  }

  /** None is written. */
  @Override
  public Set<ServiceName> instances() {
    return Set.of();
  }

  @Override
  public Optional<ArrayNode> resources(String listener) {
    List<DumpedResource> found = cache.reachable(listener, ClientKind.HEDDLE);
    ArrayNode resources = JsonNodeFactory.instance.arrayNode();
    for (DumpedResource resource : found) {
      resources
          .addObject()
          .put("typeUrl", resource.key().typeUrl())
          .put("name", resource.key().name())
          .put("value", resource.content().getValue().toByteArray());
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(resources);
  }
}
