package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.controlplane.admin.ProxyStatus.Rejected;
import io.heddle.controlplane.admin.ProxyStatus.Stream;
import io.heddle.controlplane.rollout.InstanceView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proxies as JSON, each with what is known of the instance that it belongs to. */
final class ProxyJson {
  private ProxyJson() {}

  static JsonNode of(List<ProxyStatus> proxies, List<InstanceView> instances) {
    Map<String, InstanceView> byUid = new HashMap<>();
    instances.forEach(instance -> byUid.put(instance.uid(), instance));
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode list = root.putArray("proxies");
    proxies.forEach(proxy -> write(proxy, byUid.get(proxy.uid()), list.addObject()));
    return root;
  }

  private static void write(ProxyStatus proxy, @Nullable InstanceView instance, ObjectNode node) {
    node.put("id", proxy.uid())
        .put("identity", proxy.identity())
        .put("service", instance == null ? "" : instance.service().name())
        .put("namespace", instance == null ? "" : instance.service().namespace())
        .put("kind", proxy.kind())
        .put("schemaVersion", proxy.schemaVersion())
        .put("connected", proxy.stream() == Stream.OPEN)
        .put("address", instance == null ? "" : instance.claims().address())
        .put("zone", instance == null ? "" : instance.claims().zone())
        .put("state", instance == null ? "" : instance.state().name())
        .put("pending", proxy.pending());
    proxy
        .clockAheadMillis()
        .ifPresentOrElse(
            ahead -> node.put("clockAheadMillis", ahead), () -> node.putNull("clockAheadMillis"));
    ArrayNode rejected = node.putArray("rejected");
    for (Rejected resource : proxy.rejected()) {
      rejected
          .addObject()
          .put("type", resource.typeUrl())
          .put("name", resource.name())
          .put("error", resource.error());
    }
  }
}
