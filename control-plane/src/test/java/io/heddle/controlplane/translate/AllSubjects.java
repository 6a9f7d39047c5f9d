package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.Instance;
import io.heddle.controlplane.model.MeshModel;
import io.heddle.controlplane.model.Service;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Every resource that a model turns into, whatever is dirty. */
final class AllSubjects {
  private AllSubjects() {}

  static Stream<Subject> of(MeshModel model) {
    List<Instance> instances = model.instances();
    return Stream.of(
            model.services().stream().flatMap(AllSubjects::ofService),
            instances.stream().map(instance -> new Subject.InboundListenerOf(instance.uid())),
            instances.stream()
                .flatMap(instance -> instance.inbound().stream())
                .map(InboundPort::appPort)
                .distinct()
                .flatMap(AllSubjects::ofApplication))
        .flatMap(subjects -> subjects);
  }

  private static Stream<Subject> ofApplication(int port) {
    return Arrays.stream(HttpOptions.Version.values())
        .map(version -> new Subject.InboundClusterOf(port, version));
  }

  private static Stream<Subject> ofService(Service service) {
    return service.ports().stream()
        .flatMap(port ->
            Stream.of(
                new Subject.OutboundListenerOf(service.name(), port.port()),
                new Subject.RouteTableOf(service.name(), port.port()),
                new Subject.ClusterOf(service.name(), port.port()),
                new Subject.EndpointsOf(service.name(), port.port())));
  }
}
