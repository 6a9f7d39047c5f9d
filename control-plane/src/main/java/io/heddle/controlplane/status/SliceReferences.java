package io.heddle.controlplane.status;

import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.Origin;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.About;
import io.heddle.controlplane.model.Problem.Reason;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what a slice refers to and the mesh does not have. */
final class SliceReferences {
  private static final String LABEL = "metadata.labels.kubernetes.io/service-name";

  private SliceReferences() {}

  static List<Problem> unresolved(EndpointSlice slice, Origin origin, MeshModel model) {
    Optional<Service> service = model.service(slice.service());
    if (service.isEmpty()) {
      MissingService missing = new MissingService(slice.service(), model);
      String message = missing.message(slice.namespace());
      return List.of(problem(slice, origin, LABEL, message, missing.suggestion()));
    }
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < slice.ports().size(); i++) {
      String name = slice.ports().get(i).name();
      if (service.get().ports().stream().noneMatch(port -> port.name().equals(name))) {
        String message =
            "Service \"%s\" has no port named \"%s\" (expected: %s)"
                .formatted(service.get().name().name(), name, names(service.get()));
        problems.add(problem(slice, origin, "ports[" + i + "]", message, ""));
      }
    }
    return problems;
  }

  private static String names(Service service) {
    return service.ports().stream()
        .map(ServicePort::name)
        .map(name -> "\"" + name + "\"")
        .collect(Collectors.joining(", "));
  }

  private static Problem problem(
      EndpointSlice slice, Origin origin, String field, String message, String suggestion) {
    return new Problem(
        Reason.BACKEND_NOT_FOUND,
        origin.placeOf(field),
        About.of(slice.objectName()),
        field,
        message,
        suggestion);
  }
}
