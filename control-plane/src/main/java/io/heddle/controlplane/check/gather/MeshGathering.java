package io.heddle.controlplane.check.gather;

import com.fasterxml.jackson.databind.JsonNode;
import io.heddle.controlplane.check.ControlPlaneFacts.Authority;
import io.heddle.controlplane.check.MeshFacts.Health;
import io.heddle.controlplane.check.MeshFacts.Instance;
import io.heddle.controlplane.check.MeshFacts.Proxy;
import io.heddle.controlplane.check.MeshFacts.Service;
import io.heddle.controlplane.check.MeshFacts.Session;
import io.heddle.controlplane.check.StateFacts.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The mesh, from the answers of a control plane's admin server. */
public final class MeshGathering {
  private MeshGathering() {}

  public static Authority authority(JsonNode node) {
    return new Authority(
        node.path("phase").asText(),
        node.path("since").isTextual()
            ? Optional.of(Instant.parse(node.path("since").asText()))
            : Optional.empty(),
        each(node.path("roots"))
            .map(root ->
                new Certificate(
                    "root",
                    root.path("subject").asText(),
                    Instant.parse(root.path("expiresAt").asText())))
            .toList(),
        each(node.path("laggards"))
            .map(it -> it.path("uid").asText() + ": " + it.path("cause").asText())
            .toList());
  }

  public static List<Service> services(JsonNode node) {
    return each(node.path("services"))
        .map(it ->
            new Service(
                it.path("namespace").asText() + "/" + it.path("name").asText(),
                it.path("instances").path("SERVING").asInt()
                    + it.path("others").path("SERVING").asInt()))
        .toList();
  }

  public static List<Instance> instances(JsonNode node) {
    return each(node.path("instances"))
        .map(it ->
            new Instance(
                it.path("uid").asText(),
                it.path("namespace").asText() + "/" + it.path("service").asText(),
                it.path("state").asText(),
                Instant.parse(it.path("since").asText()),
                session(it),
                it.path("healthy").asBoolean() ? Health.HEALTHY : Health.UNHEALTHY,
                it.path("cause").asText(),
                it.path("address").asText(),
                each(it.path("inbound")).map(port -> port.path("port").asInt()).toList(),
                each(it.path("inbound")).map(port -> port.path("appPort").asInt()).toList()))
        .toList();
  }

  public static List<Proxy> proxies(JsonNode node) {
    return each(node.path("proxies"))
        .map(it ->
            new Proxy(
                it.path("id").asText(),
                it.path("kind").asText(),
                it.path("schemaVersion").asInt(),
                session(it),
                it.path("pending").asInt(),
                each(it.path("rejected"))
                    .map(no -> no.path("name").asText() + ": " + no.path("error").asText())
                    .toList(),
                it.path("clockAheadMillis").isNumber()
                    ? OptionalLong.of(it.path("clockAheadMillis").asLong())
                    : OptionalLong.empty()))
        .toList();
  }

  public static List<String> notKept(JsonNode problems) {
    return each(problems.path("problems"))
        .filter(it -> it.path("reason").asText().equals("NotKept"))
        .map(it -> it.path("source").asText() + ": " + it.path("message").asText())
        .toList();
  }

  private static Session session(JsonNode node) {
    return node.path("connected").asBoolean() ? Session.OPEN : Session.LOST;
  }

  private static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
