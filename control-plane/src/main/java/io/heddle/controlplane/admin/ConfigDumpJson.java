package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Every resource in force as JSON. */
final class ConfigDumpJson {
  private ConfigDumpJson() {}

  static JsonNode of(List<ResourceDump> resources) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("resources");
    for (ResourceDump resource : resources) {
      list.addObject()
          .put("type", resource.typeUrl())
          .put("name", resource.name())
          .put("kind", resource.kind())
          .put("version", resource.version())
          .set("content", resource.content());
    }
    return root;
  }
}
