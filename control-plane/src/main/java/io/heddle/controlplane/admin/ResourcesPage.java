package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.xds.ClientKind;
import io.heddle.controlplane.xds.DumpedResource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Resources with the bytes that clients are sent. */
final class ResourcesPage implements Page {
  private final AdminSource source;
  private final MeshHop hop;

  ResourcesPage(AdminSource source, MeshHop hop) {
    this.source = source;
    this.hop = hop;
  }

  @Override
  public Reply answer(Query query) throws BadQueryException, UnansweredException {
    query.allow(Set.of("kind", "listener"));
    ClientKind kind = kind(query);
    Optional<String> listener = query.text("listener");
    if (listener.isEmpty()) {
      return reply(hop.ask(() -> source.resources(kind)));
    }
    List<DumpedResource> found = hop.ask(() -> source.resourcesFrom(listener.get(), kind));
    return found.isEmpty()
        ? Reply.error(404, "listener: " + listener.get() + " (expected: one that is in force)")
        : reply(found);
  }

  private static ClientKind kind(Query query) throws BadQueryException {
    String wanted = query.text("kind").orElse(shown(ClientKind.HEDDLE));
    for (ClientKind kind : ClientKind.values()) {
      if (shown(kind).equals(wanted)) {
        return kind;
      }
    }
    String known =
        Arrays.stream(ClientKind.values())
            .map(ResourcesPage::shown)
            .collect(Collectors.joining(", "));
    throw new BadQueryException("kind: " + wanted + " (expected: " + known + ")");
  }

  private static String shown(ClientKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Reply reply(List<DumpedResource> resources) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("resources");
    for (DumpedResource resource : resources) {
      list.addObject()
          .put("typeUrl", resource.key().typeUrl())
          .put("name", resource.key().name())
          .put("version", resource.version())
          // As base64.
          .put("value", resource.content().getValue().toByteArray());
    }
    return Reply.json(root);
  }
}
