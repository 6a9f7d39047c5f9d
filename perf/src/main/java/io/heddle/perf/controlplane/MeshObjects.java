package io.heddle.perf.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The mesh that is measured: a service whose instances come and go one by one, one that is rolled
 * out, and others that a caller uses beside them.
 */
final class MeshObjects {
  static final String NAMESPACE = "bench";
  static final String STEADY = "steady";
  static final String ROLLED = "rolled";
  static final int STEADY_INSTANCES = 10;

  private static final int OTHERS = 8;
  private static final int OTHERS_ENDPOINTS = 10;
  private static final String FLIPPED_BY_FILE = "other-0";
  private static final int OTHERS_PORT = 9_000;
  private static final int STEADY_PORT = 20_000;
  private static final int ROLLED_PORT = 21_000;

  private MeshObjects() {}

  static List<String> services() {
    List<String> services = new ArrayList<>(List.of(STEADY, ROLLED));
    IntStream.range(0, OTHERS).forEach(i -> services.add("other-" + i));
    return services;
  }

  static String host(String service) {
    return service + "." + NAMESPACE + ".svc.cluster.local";
  }

  /** What each caller subscribes to. */
  static List<String> listeners() {
    return services().stream().map(service -> host(service) + ":80").toList();
  }

  static String endpoints(String service) {
    return "outbound|80||" + host(service);
  }

  static List<Instance> steady() {
    return IntStream.range(0, STEADY_INSTANCES)
        .mapToObj(i -> new Instance(STEADY, STEADY_PORT + i))
        .toList();
  }

  /** All that are there after so many rollouts. */
  static List<Instance> rolled(int generation, int count) {
    int first = ROLLED_PORT + generation * count;
    return IntStream.range(first, first + count)
        .mapToObj(port -> new Instance(ROLLED, port))
        .toList();
  }

  /** Of the slice that is changed by file. */
  static FileEndpoint byFile() {
    return new FileEndpoint(endpoints(FLIPPED_BY_FILE), address(0), OTHERS_PORT);
  }

  /** An endpoint that is there because a file says so. */
  record FileEndpoint(String resource, String host, int port) {}

  static void write(Path directory) throws IOException {
    for (String service : services()) {
      Files.writeString(directory.resolve(service + ".yaml"), service(service));
    }
    for (int i = 0; i < OTHERS; i++) {
      save(directory, "other-" + i, "ready: true");
    }
  }

  /** Writes the slice so that its first endpoint is there, or is not. */
  static void saveFlipped(Path directory, String condition) throws IOException {
    save(directory, FLIPPED_BY_FILE, condition);
  }

  /** In one step, as an editor or a tool that takes care does it. */
  private static void save(Path directory, String service, String condition) throws IOException {
    Path written = Files.createTempFile(directory.getParent(), "slice", ".new");
    Files.writeString(written, slice(service, condition));
    Files.move(
        written,
        directory.resolve(service + "-slice.yaml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String service(String name) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: %1$s
      namespace: %2$s
    spec:
      selector:
        app: %1$s
      ports:
        - name: http
          port: 80
          targetPort: http
    """
        .formatted(name, NAMESPACE);
  }

  private static String slice(String service, String condition) {
    String endpoints =
        IntStream.range(0, OTHERS_ENDPOINTS)
            .mapToObj(i ->
                "  - addresses: [%s]\n    conditions: {%s}\n"
                    .formatted(address(i), i == 0 ? condition : "ready: true"))
            .collect(Collectors.joining());
    return """
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: %1$s-1
      namespace: %2$s
      labels:
        kubernetes.io/service-name: %1$s
      annotations:
        heddle.io/identity: spiffe://cluster.local/ns/%2$s/sa/%1$s
    addressType: IPv4
    ports:
      - name: http
        port: %3$d
    endpoints:
    """
            .formatted(service, NAMESPACE, OTHERS_PORT)
        + endpoints;
  }

  private static String address(int endpoint) {
    return "127.0.1." + (endpoint + 1);
  }
}
