package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.MeshRoute;
import io.heddle.controlplane.model.ModelKey;
import io.heddle.controlplane.model.ParentReference;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which resources depend on which part of the model: the whole of it. */
final class Subjects {
  private Subjects() {}

  static Stream<Subject> of(ModelKey key, MeshModel model) {
    return switch (key) {
      case ModelKey.ServicePorts(var service, var ports) ->
          Stream.concat(
              ports.stream().flatMap(port -> ofPort(service, port)),
              tablesThatName(service, model));
      case ModelKey.ServiceRoutes(var service) -> tables(service, model);
      case ModelKey.ServiceIdentities(var service) ->
          ports(service, model).mapToObj(port -> new Subject.ClusterOf(service, port));
      case ModelKey.PortEndpoints(var service, int port) ->
          Stream.of(new Subject.EndpointsOf(service, port));
      case ModelKey.InstanceInbound(var uid) -> Stream.of(new Subject.InboundListenerOf(uid));
      case ModelKey.ApplicationPort(int port) ->
          Arrays.stream(HttpOptions.Version.values())
              .map(version -> new Subject.InboundClusterOf(port, version));
    };
  }

  private static Stream<Subject> ofPort(ServiceName service, int port) {
    return Stream.of(
        new Subject.OutboundListenerOf(service, port),
        new Subject.RouteTableOf(service, port),
        new Subject.ClusterOf(service, port),
        new Subject.EndpointsOf(service, port));
  }

  /** Whether a backend exists is seen in the tables of all the routes that name it. */
  private static Stream<Subject> tablesThatName(ServiceName backend, MeshModel model) {
    return model.routesTo(backend).stream()
        .map(MeshRoute::parents)
        .flatMap(List::stream)
        .map(ParentReference::service)
        .flatMap(parent -> tables(parent, model));
  }

  private static Stream<Subject> tables(ServiceName service, MeshModel model) {
    return ports(service, model).mapToObj(port -> new Subject.RouteTableOf(service, port));
  }

  private static IntStream ports(ServiceName service, MeshModel model) {
    return model.service(service).stream()
        .flatMap(found -> found.ports().stream())
        .mapToInt(ServicePort::port);
  }
}
