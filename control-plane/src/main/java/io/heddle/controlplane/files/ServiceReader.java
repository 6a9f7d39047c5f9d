package io.heddle.controlplane.files;

import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Service;
import io.heddle.controlplane.model.ServiceName;
import io.heddle.controlplane.model.ServicePort;
import io.heddle.controlplane.model.ServicePort.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a Service's spec. */
final class ServiceReader {
  private static final int MAX_PORTS = 250;

  /** What is part of a Service but has no meaning where no cluster gives it one. */
  private static final String[] WITHOUT_MEANING = {
    "allocateLoadBalancerNodePorts",
    "clusterIP",
    "clusterIPs",
    "externalIPs",
    "externalTrafficPolicy",
    "healthCheckNodePort",
    "internalTrafficPolicy",
    "ipFamilies",
    "ipFamilyPolicy",
    "loadBalancerClass",
    "loadBalancerIP",
    "loadBalancerSourceRanges",
    "trafficDistribution"
  };

  private ServiceReader() {}

  static Service read(ObjectName name, Fields spec) {
    Map<String, String> selector =
        spec.find("selector").map(field -> field.fields().strings()).orElse(Map.of());
    List<ServicePort> ports = spec.require("ports").map(ServiceReader::ports).orElse(List.of());
    spec.find("type").ifPresent(ServiceReader::checkType);
    spec.find("sessionAffinity").ifPresent(ServiceReader::checkAffinity);
    spec.find("publishNotReadyAddresses").ifPresent(ServiceReader::ignore);
    spec.skip(WITHOUT_MEANING);
    spec.skip("sessionAffinityConfig", "externalName");
    spec.finish();
    return new Service(new ServiceName(name.namespace(), name.name()), selector, ports);
  }

  private static List<ServicePort> ports(Field field) {
    Map<Integer, ServicePort> byNumber = new LinkedHashMap<>();
    List<Field> written = field.list(MAX_PORTS);
    for (Field element : written) {
      long errors = field.report().errors();
      Optional<ServicePort> port = port(element);
      if (field.report().errors() > errors) {
        continue;
      }
      if (port.isPresent() && byNumber.putIfAbsent(port.get().port(), port.get()) != null) {
        element
            .report()
            .invalid(element, "port " + port.get().port() + " written twice (expected: once)");
      }
    }
    return List.copyOf(byNumber.values());
  }

  private static Optional<ServicePort> port(Field element) {
    Fields fields = element.fields();
    int number = fields.require("port").map(field -> field.integer(1, 65_535)).orElse(1);
    String name = fields.find("name").map(Names::portName).orElse("");
    Target target =
        fields.find("targetPort").map(ServiceReader::target).orElse(new Target.Numbered(number));
    Optional<Field> applicationProtocol = fields.find("appProtocol");
    ServicePort.Protocol protocol =
        applicationProtocol.map(Protocols::ofField).orElseGet(() -> Protocols.ofPortName(name));
    Optional<Field> transport = fields.find("protocol");
    fields.skip("nodePort");
    fields.finish();
    if (transport.isPresent() && !Protocols.isTcp(transport.get())) {
      return Optional.empty();
    }
    return Optional.of(new ServicePort(name, number, target, protocol));
  }

  private static Target target(Field field) {
    return field.node().getTag().equals(Tag.INT)
        ? new Target.Numbered(field.integer(1, 65_535))
        : new Target.Named(Names.portName(field));
  }

  private static void checkType(Field field) {
    Map<String, Boolean> types =
        Map.of("ClusterIP", true, "NodePort", true, "LoadBalancer", true, "ExternalName", false);
    if (!field.oneOf(types, true)) {
      field.report().unsupported(field, "\"ExternalName\" (expected: ClusterIP)");
    }
  }

  private static void checkAffinity(Field field) {
    if (field.oneOf(Map.of("ClientIP", true, "None", false), false)) {
      ignore(field);
    }
  }

  private static void ignore(Field field) {
    field.report().ignored(field, field.shown() + " has no effect");
  }
}
