package io.heddle.examples.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An EndpointSlice of the catalog: servers of the mesh without a Heddle sidecar, as a file each.
 */
final class Slice {
  private final Path directory;
  private final String identity;
  private final Map<Integer, Health> servers = new LinkedHashMap<>();

  /** As an operator writes it. */
  enum Health {
    READY("{ready: true}"),
    LEAVING("{ready: false, serving: true, terminating: true}");

    private final String conditions;

    Health(String conditions) {
      this.conditions = conditions;
    }
  }

  Slice(Path directory, String identity) {
    this.directory = directory;
    this.identity = identity;
  }

  /** A server at that port of loopback comes, or is another than before. */
  void put(int port, Health health) throws IOException {
    servers.put(port, health);
    write();
  }

  void remove(int port) throws IOException {
    servers.remove(port);
    write();
  }

  /** In one step: what is read is either the old file or the new one. */
  private void write() throws IOException {
    Path whole = directory.resolve(".slices.yaml.new");
    Files.writeString(
        whole,
        servers.entrySet().stream()
            .map(server -> yaml(server.getKey(), server.getValue()))
            .collect(Collectors.joining("---\n")));
    Files.move(
        whole,
        directory.resolve("slices.yaml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** All servers of a slice have the same port, so here each is a slice of its own. */
  private String yaml(int port, Health health) {
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: catalog-%d
      namespace: shop
      labels: {kubernetes.io/service-name: catalog}
      annotations: {heddle.io/identity: "%s"}
    addressType: IPv4
    ports: [{name: http, port: %d}]
    endpoints:
    - addresses: [127.0.0.1]
      conditions: %s
    """
        .formatted(port, identity, port, health.conditions);
  }
}
