package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.xds.TypeUrls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a control plane has in force. */
final class LiveMesh implements KnownMesh {
  private static final String RESOURCES = "/v1/resources?kind=heddle";

  private final AdminClient client;

  LiveMesh(AdminClient client) {
    this.client = client;
  }

  @Override
  public List<ServicePortName> ports() throws CommandFailedException {
    return client
        .get(RESOURCES)
        .path("resources")
        .valueStream()
        .filter(resource -> resource.path("typeUrl").asText().equals(TypeUrls.LISTENER))
        .flatMap(listener -> ServicePortName.ofListener(listener.path("name").asText()).stream())
        .toList();
  }

  @Override
  public Set<ServiceName> instances() throws CommandFailedException {
    Set<ServiceName> names = new HashSet<>();
    for (JsonNode instance : client.get("/v1/instances").path("instances")) {
      String namespace = instance.path("namespace").asText();
      names.add(new ServiceName(namespace, instance.path("service").asText()));
      names.add(new ServiceName(namespace, instance.path("uid").asText()));
    }
    return names;
  }

  @Override
  public Optional<ArrayNode> resources(String listener) throws CommandFailedException {
    String name = URLEncoder.encode(listener, StandardCharsets.UTF_8);
    return client.find(RESOURCES + "&listener=" + name).map(it -> it.withArray("/resources"));
  }
}
