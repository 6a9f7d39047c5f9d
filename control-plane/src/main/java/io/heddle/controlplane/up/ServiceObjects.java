package io.heddle.controlplane.up;

import io.heddle.controlplane.files.HostFile;
import io.heddle.controlplane.files.HostFile.HostService;
import java.util.stream.Collectors;

/** Writes a Service object for each service of a host file. */
final class ServiceObjects {
  private ServiceObjects() {}

  static String yaml(HostFile file) {
    return file.services().stream()
        .map(service -> yaml(file.namespace(), service))
        .collect(Collectors.joining("---\n"));
  }

  private static String yaml(String namespace, HostService service) {
    return """
    apiVersion: v1
    kind: Service
    metadata:
      name: "%s"
      namespace: "%s"
    spec:
      selector:
        app: "%s"
      ports:
        - name: http
          port: %d
          targetPort: app
    """
        .formatted(service.name(), namespace, service.name(), service.port());
  }
}
