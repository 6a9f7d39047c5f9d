package io.heddle.controlplane.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heddle.certs.SpiffeId;
import io.heddle.controlplane.identity.Registration;
import io.heddle.controlplane.identity.WorkloadSession.Claims;
import io.heddle.controlplane.model.InboundPort;
import io.heddle.controlplane.model.InstanceState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry of the book as JSON. */
final class BookFormat {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BookFormat() {}

  static byte[] write(BookEntry entry) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    Registration registration = entry.registration();
    root.put("uid", registration.uid())
        .put("trustDomain", registration.id().trustDomain())
        .put("path", registration.id().path())
        .put("namespace", registration.namespace())
        .put("service", registration.service())
        .put("state", entry.state().name());
    ObjectNode labels = root.putObject("labels");
    registration.labels().forEach(labels::put);
    Claims claims = entry.claims();
    root.put("address", claims.address())
        .put("zone", claims.zone())
        .put("schemaVersion", claims.schemaVersion())
        .put("graceMillis", claims.grace().toMillis());
    ArrayNode inbound = root.putArray("inbound");
    for (InboundPort port : claims.inbound()) {
      inbound
          .addObject()
          .put("name", port.name())
          .put("appPort", port.appPort())
          .put("port", port.port());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /** Throws {@link IllegalArgumentException} when it is no whole entry. */
  static BookEntry read(byte[] content) throws IOException {
    JsonNode root = JSON.readTree(content);
    if (!root.isObject()) {
      throw new IllegalArgumentException("entry: no object (expected: an instance)");
    }
    Registration registration =
        new Registration(
            text(root, "uid"),
            new SpiffeId(text(root, "trustDomain"), text(root, "path")),
            text(root, "namespace"),
            text(root, "service"),
            labels(root));
    Claims claims =
        new Claims(
            inbound(root),
            text(root, "zone"),
            number(root, "schemaVersion"),
            text(root, "address"),
            Duration.ofMillis(number(root, "graceMillis")));
    return new BookEntry(registration, claims, InstanceState.valueOf(text(root, "state")));
  }

  private static Map<String, String> labels(JsonNode root) {
    Map<String, String> labels = new LinkedHashMap<>();
    root.path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), text(label.getValue())));
    return labels;
  }

  private static List<InboundPort> inbound(JsonNode root) {
    List<InboundPort> ports = new ArrayList<>();
    for (JsonNode port : root.path("inbound")) {
      ports.add(new InboundPort(text(port, "name"), number(port, "appPort"), number(port, "port")));
    }
    return ports;
  }

  private static String text(JsonNode object, String field) {
    return text(present(object, field));
  }

  private static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("text: " + value + " (expected: a string)");
    }
    return value.textValue();
  }

  private static int number(JsonNode object, String field) {
    JsonNode value = present(object, field);
    if (!value.canConvertToInt()) {
      throw new IllegalArgumentException(field + ": " + value + " (expected: a number)");
    }
    return value.intValue();
  }

  private static JsonNode present(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (value == null) {
      throw new IllegalArgumentException(field + ": missing (expected: a value)");
    }
    return value;
  }
}
