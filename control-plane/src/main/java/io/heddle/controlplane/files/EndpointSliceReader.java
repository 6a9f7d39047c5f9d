package io.heddle.controlplane.files;

import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.model.EndpointSlice;
import io.heddle.controlplane.model.EndpointSlice.Member;
import io.heddle.controlplane.model.EndpointSlice.Port;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.ServiceName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an EndpointSlice: servers without a sidecar of ours. Its label {@code
 * kubernetes.io/service-name} says whose they are, its annotation {@code heddle.io/identity} what
 * they show.
 */
final class EndpointSliceReader {
  static final String SERVICE_LABEL = "kubernetes.io/service-name";
  static final String IDENTITY_ANNOTATION = "heddle.io/identity";

  private static final int MAX_ENDPOINTS = 1_000;
  private static final int MAX_PORTS = 100;
  private static final SpiffeId NOBODY = SpiffeId.of("invalid", "invalid", "invalid");

  private EndpointSliceReader() {}

  static EndpointSlice read(Metadata metadata, Fields fields) {
    ObjectName name = metadata.name();
    Optional<String> service =
        required(metadata, metadata.labels(), "label " + SERVICE_LABEL, SERVICE_LABEL)
            .map(Names::label);
    Optional<SpiffeId> identity =
        required(
                metadata,
                metadata.annotations(),
                "annotation " + IDENTITY_ANNOTATION,
                IDENTITY_ANNOTATION)
            .map(EndpointSliceReader::identity);
    fields.require("addressType").ifPresent(EndpointSliceReader::checkAddressType);
    List<Member> members =
        fields.require("endpoints").map(EndpointSliceReader::members).orElse(List.of());
    List<Port> ports = fields.find("ports").map(EndpointSliceReader::ports).orElse(List.of());
    return new EndpointSlice(
        name.namespace(),
        name.name(),
        new ServiceName(name.namespace(), service.orElse("")),
        identity.orElse(NOBODY),
        ports,
        members);
  }

  /** A label or an annotation without which the slice means nothing. */
  private static Optional<Field> required(
      Metadata metadata, Optional<Field> holder, String what, String key) {
    Optional<Field> found = holder.flatMap(field -> field.fields().find(key));
    if (found.isEmpty()) {
      Field at = holder.orElse(metadata.field());
      at.report().invalid(at, "no " + what);
    }
    return found;
  }

  private static SpiffeId identity(Field field) {
    try {
      return SpiffeId.parse(field.string());
    } catch (IllegalArgumentException _) {
      field
          .report()
          .invalid(
              field,
              field.shown() + " (expected: spiffe://<trust domain>/ns/<namespace>/sa/<service>)");
      return NOBODY;
    }
  }

  private static void checkAddressType(Field field) {
    if (!field.oneOf(Map.of("IPv4", true, "IPv6", true, "FQDN", false), true)) {
      field.report().unsupported(field, "\"FQDN\" (expected: IPv4 or IPv6)");
    }
  }

  private static List<Member> members(Field field) {
    List<Member> members = new ArrayList<>();
    Set<String> addresses = new HashSet<>();
    for (Field element : field.list(MAX_ENDPOINTS)) {
      EndpointReader.read(element)
          .ifPresent(member -> {
            if (addresses.add(member.address())) {
              members.add(member);
            } else {
              element
                  .report()
                  .invalid(element, member.address() + " written twice (expected: once)");
            }
          });
    }
    return members;
  }

  private static List<Port> ports(Field field) {
    List<Port> ports = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Field element : field.list(MAX_PORTS)) {
      Fields fields = element.fields();
      String name =
          fields
              .find("name")
              .filter(it -> !it.shown().equals("\"\""))
              .map(Names::portName)
              .orElse("");
      Optional<Integer> number = fields.require("port").map(it -> it.integer(1, 65_535));
      boolean tcp = fields.find("protocol").map(Protocols::isTcp).orElse(true);
      fields.skip("appProtocol");
      fields.finish();
      if (!names.add(name)) {
        element.report().invalid(element, "port \"" + name + "\" written twice (expected: once)");
      } else if (tcp && number.isPresent()) {
        ports.add(new Port(name, number.get()));
      }
    }
    return ports;
  }
}
