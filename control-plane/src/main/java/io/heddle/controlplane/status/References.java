package io.heddle.controlplane.status;

import io.heddle.controlplane.model.Attachment;
import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.Backend.Target.OfOtherKind;
import io.heddle.controlplane.model.Backend.Target.OfService;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.Mirror;
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
  private final MeshRoute route;
  private final Origin origin;

  References(MeshModel model, MeshRoute route, Origin origin) {
    this.model = model;
    this.route = route;
    this.origin = origin;
  }

  /** Parents that are not there, have no HTTP port that is meant, or follow another route. */
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
        problems.addAll(conflicts(parent, service, field));
      }
    }
    return problems;
  }

  private List<Problem> conflicts(ParentReference parent, Service service, String field) {
    return service.ports().stream()
        .filter(port -> route.attachesTo(service.name(), port))
        .filter(port -> parent.covers(service.name(), port.port()))
        .flatMap(port ->
            Attachment.conflict(route, service.name(), port, model).stream()
                .map(winner -> conflict(winner, port, field)))
        .toList();
  }

  private Problem conflict(MeshRoute winner, ServicePort port, String field) {
    String message =
        "port %d follows %s, which comes first (expected: routes of one kind on a port)"
            .formatted(port.port(), winner.objectName());
    return problem(Reason.CONFLICTED, field, message, "");
  }

  /** Backends and mirrors that nothing can be sent to, also those that get nothing for now. */
  List<Problem> backends() {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < route.rules().size(); i++) {
      RouteRule rule = route.rules().get(i);
      String field = "spec.rules[" + i + "].";
      List<Backend> backends = rule.action().backends();
      for (int j = 0; j < backends.size(); j++) {
        problems.addAll(unresolved(backends.get(j).target(), field + "backendRefs[" + j + "]"));
      }
      for (Mirror mirror : rule.action().mirrors()) {
        String place = "filters[" + mirror.filter() + "].requestMirror.backendRef";
        problems.addAll(unresolved(mirror.target(), field + place));
      }
    }
    return problems;
  }

  private List<Problem> unresolved(Target target, String field) {
    Resolution resolution = Resolution.of(target, model);
    return resolution == Resolution.RESOLVED
        ? List.of()
        : List.of(unresolved(target, resolution, field));
  }

  private Problem unresolved(Target target, Resolution resolution, String field) {
    return switch (target) {
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
    MissingService missing = new MissingService(name, model);
    return problem(reason, field, missing.message(route.name().namespace()), missing.suggestion());
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
