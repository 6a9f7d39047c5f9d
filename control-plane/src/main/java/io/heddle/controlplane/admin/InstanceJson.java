package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.rollout.InstanceView;
import io.heddle.controlplane.rollout.InstanceView.AppHealth;
import io.heddle.controlplane.rollout.InstanceView.Connection;
import java.util.List;
import java.util.TreeMap;

/** Instances as JSON. */
final class InstanceJson {
  private InstanceJson() {}

  static JsonNode of(List<InstanceView> instances) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("instances");
    instances.forEach(instance -> write(instance, list.addObject()));
    return root;
  }

  private static void write(InstanceView instance, ObjectNode node) {
    node.put("uid", instance.uid())
        .put("service", instance.service().name())
        .put("namespace", instance.service().namespace())
        .put("identity", instance.registration().id().toString());
    ObjectNode labels = node.putObject("labels");
    new TreeMap<>(instance.registration().labels()).forEach(labels::put);
    node.put("address", instance.claims().address());
    ArrayNode inbound = node.putArray("inbound");
    for (InboundPort port : instance.claims().inbound()) {
      inbound
          .addObject()
          .put("name", port.name())
          .put("appPort", port.appPort())
          .put("port", port.port());
    }
    node.put("zone", instance.claims().zone())
        .put("state", instance.state().name())
        .put("since", instance.since().toString())
        .put("connected", instance.connection() == Connection.CONNECTED)
        .put("healthy", instance.health() == AppHealth.HEALTHY)
        .put("cause", instance.cause());
    ArrayNode laggards = node.putArray("laggards");
    instance.laggards().forEach(laggards::add);
  }
}
