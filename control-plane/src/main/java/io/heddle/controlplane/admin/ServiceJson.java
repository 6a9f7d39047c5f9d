package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.model.InstanceState;
import java.util.List;
import java.util.Map;

/** Services as JSON. */
final class ServiceJson {
  private ServiceJson() {}

  static JsonNode of(List<ServiceStatus> services) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("services");
    services.forEach(service -> write(service, list.addObject()));
    return root;
  }

  private static void write(ServiceStatus service, ObjectNode node) {
    node.put("name", service.name().name()).put("namespace", service.name().namespace());
    ArrayNode ports = node.putArray("ports");
    service.ports().forEach(ports::add);
    counts(service.instances(), node.putObject("instances"));
    counts(service.others(), node.putObject("others"));
  }

  private static void counts(Map<InstanceState, Integer> counts, ObjectNode node) {
    for (InstanceState state : InstanceState.values()) {
      if (counts.containsKey(state)) {
        node.put(state.name(), counts.get(state));
      }
    }
  }
}
