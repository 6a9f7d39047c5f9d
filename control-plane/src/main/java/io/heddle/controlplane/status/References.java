package io.heddle.controlplane.status;

import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.Backend.Target.OfOtherKind;
import io.heddle.controlplane.model.Backend.Target.OfService;
import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.HttpRoute;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.Origin;
import io.heddle.controlplane.model.ParentReference;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.About;
import io.heddle.controlplane.model.Problem.Reason;
import io.heddle.controlplane.model.Resolution;
import io.heddle.controlplane.model.RouteRule;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds what a route refers to and the mesh does not have. */
final class References {
  private final MeshModel model;
  private final HttpRoute route;
  private final Origin origin;

  References(MeshModel model, HttpRoute route, Origin origin) {
    this.model = model;
    this.route = route;
    this.origin = origin;
  }

  /** Parents that are not there, or have no HTTP port that is meant. */
  List<Problem> parents() {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < route.parents().size(); i++) {
      ParentReference parent = route.parents().get(i);
      String field = "spec.parentRefs[" + i + "]";
      if (model.service(parent.service()).isEmpty()) {
        problems.add(missing(Reason.NO_MATCHING_PARENT, field, parent.service()));
      } else {
        Service service = model.service(parent.service()).get();
        if (service.ports().stream().noneMatch(port -> route.attachesTo(service.name(), port))) {
          problems.add(problem(Reason.NO_MATCHING_PARENT, field, noPort(parent, service), ""));
        }
      }
    }
    return problems;
  }

  /** Backends that nothing can be sent to, also those whose weight is 0 for now. */
  List<Problem> backends() {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < route.rules().size(); i++) {
      RouteRule rule = route.rules().get(i);
      for (int j = 0; j < rule.backends().size(); j++) {
        Backend backend = rule.backends().get(j);
        Resolution resolution = Resolution.of(backend.target(), model);
        if (resolution != Resolution.RESOLVED) {
          String field = "spec.rules[" + i + "].backendRefs[" + j + "]";
          problems.add(unresolved(backend, resolution, field));
        }
      }
    }
    return problems;
  }

  private Problem unresolved(Backend backend, Resolution resolution, String field) {
    return switch (backend.target()) {
      case OfOtherKind(var group, var kind, var name) ->
          problem(
              Reason.INVALID_KIND,
              field,
              "%s \"%s\" of group \"%s\" (expected: Service of group \"\")"
                  .formatted(kind, name, group),
              "");
      case OfService(var name, int port) ->
          switch (resolution) {
            case SERVICE_NOT_FOUND -> missing(Reason.BACKEND_NOT_FOUND, field, name);
            case UNSUPPORTED_PROTOCOL ->
                problem(
                    Reason.UNSUPPORTED_PROTOCOL,
                    field,
                    "port " + port + " of Service \"" + name.name() + "\" is not HTTP",
                    "");
            case RESOLVED, PORT_NOT_FOUND, INVALID_KIND ->
                problem(
                    Reason.BACKEND_NOT_FOUND,
                    field,
                    "Service \"%s\" has no port %d (expected: %s)"
                        .formatted(name.name(), port, ports(name)),
                    "");
          };
    };
  }

  private Problem missing(Reason reason, String field, ServiceName name) {
    String where =
        name.namespace().equals(route.name().namespace())
            ? ""
            : " in namespace \"" + name.namespace() + "\"";
    List<String> known =
        model.services().stream()
            .map(Service::name)
            .filter(other -> other.namespace().equals(name.namespace()))
            .map(ServiceName::name)
            .toList();
    return problem(
        reason,
        field,
        "Service \"" + name.name() + "\" not found" + where,
        DidYouMean.among(known, name.name()).orElse(""));
  }

  private static String noPort(ParentReference parent, Service service) {
    return parent.port().isPresent()
        ? "Service \"%s\" has no HTTP port %d"
            .formatted(service.name().name(), parent.port().getAsInt())
        : "Service \"%s\" has no HTTP port".formatted(service.name().name());
  }

  private String ports(ServiceName name) {
    return model.service(name).stream()
        .flatMap(service -> service.ports().stream())
        .map(ServicePort::port)
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }

  private Problem problem(Reason reason, String field, String message, String suggestion) {
    return new Problem(
        reason, origin.placeOf(field), About.of(route.objectName()), field, message, suggestion);
  }
}
