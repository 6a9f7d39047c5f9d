package io.heddle.controlplane.cli;

import io.heddle.controlplane.model.ServiceName;
import java.util.List;
import java.util.stream.Collectors;

/** Which listener of its sidecar a caller's request comes to. */
final class Destination {
  private final RequestLine request;
  private final Caller caller;

  Destination(RequestLine request, Caller caller) {
    this.request = request;
    this.caller = caller;
  }

  ServicePortName port() throws CommandFailedException {
    return ServicePortName.dialled(request.host(), request.port(), caller.name().namespace())
        .orElseThrow(() ->
            CommandFailedException.failed(
                "host: "
                    + request.host()
                    + " (expected: catalog, catalog.shop or catalog.shop.svc.cluster.local)"));
  }

  /** Why there is no such listener. */
  CommandFailedException missing(ServicePortName wanted, List<ServicePortName> known) {
    String others =
        known.stream()
            .filter(port -> port.service().equals(wanted.service()))
            .map(port -> Integer.toString(port.port()))
            .collect(Collectors.joining(" or "));
    if (!others.isEmpty()) {
      return CommandFailedException.failed(
          "port: " + wanted.port() + " of " + request.host() + " (expected: " + others + ")");
    }
    String guess =
        Suggestion.among(known.stream().map(ServicePortName::service).toList(), wanted.service())
            .map(near -> " (did you mean \"" + dialled(near) + "\"?)")
            .orElse(" (expected: a Service)");
    return CommandFailedException.failed(
        "host: Service \"" + wanted.service() + "\" not found" + guess);
  }

  /** As the caller may call it. */
  private String dialled(ServiceName service) {
    return service.namespace().equals(caller.name().namespace())
        ? service.name()
        : service.name() + "." + service.namespace();
  }
}
