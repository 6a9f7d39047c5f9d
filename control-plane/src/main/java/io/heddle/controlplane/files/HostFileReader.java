package io.heddle.controlplane.files;

import io.heddle.controlplane.files.HostFile.HostService;
import io.heddle.controlplane.files.HostFile.Use;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem;
import io.heddle.controlplane.model.Problem.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a heddle.yaml; each mistake is found, with its line. */
public final class HostFileReader {
  private static final int MAX_REPLICAS = 100;
  private static final int MAX_USES = 100;

  private HostFileReader() {}

  public static Parsed<HostFile> read(String file, String text) {
    return switch (Documents.of(file, text)) {
      case Documents.Broken(var problem) -> new Parsed.Rejected<>(List.of(problem));
      case Documents.Whole(var nodes) -> read(file, nodes);
    };
  }

  private static Parsed<HostFile> read(String file, List<Node> nodes) {
    Report report = new Report(file, 1);
    if (nodes.size() != 1 || !(nodes.getFirst() instanceof MappingNode)) {
      report.add(Reason.INVALID, 1, "", nodes.size() + " documents (expected: 1, of fields)", "");
      return new Parsed.Rejected<>(report.problems());
    }
    HostFile host = host(new Field(nodes.getFirst(), "", report).fields());
    List<Problem> problems = report.problems();
    // A word that this file does not know is a mistake here: no one else reads it.
    return problems.isEmpty()
        ? new Parsed.Accepted<>(host)
        : new Parsed.Rejected<>(asErrors(problems));
  }

  private static List<Problem> asErrors(List<Problem> problems) {
    return problems.stream()
        .map(it ->
            new Problem(
                Reason.INVALID, it.place(), it.object(), it.field(), it.message(), it.suggestion()))
        .toList();
  }

  private static HostFile host(Fields fields) {
    String namespace = fields.find("namespace").map(Names::label).orElse("default");
    Optional<String> objects = fields.find("objects").map(Field::string);
    List<HostService> services = new ArrayList<>();
    fields
        .require("services")
        .ifPresent(
            field -> field.fields().each((name, service) -> services.add(service(name, service))));
    fields.finish();
    return new HostFile(namespace, objects, services);
  }

  private static HostService service(String name, Field field) {
    Names.checkLabel(field, name);
    Fields fields = field.fields();
    HostService service =
        new HostService(
            name,
            fields.require("run").map(Field::string).orElse(""),
            fields.find("port").map(it -> it.integer(1, 65_535)).orElse(80),
            fields.find("listen").map(it -> it.integer(0, 65_535)).orElse(0),
            fields.find("replicas").map(it -> it.integer(1, MAX_REPLICAS)).orElse(1),
            fields.find("health").map(Field::string).orElse("tcp"),
            fields.find("uses").map(HostFileReader::uses).orElse(List.of()),
            fields.find("environment").map(it -> it.fields().strings()).orElse(Map.of()));
    fields.finish();
    return service;
  }

  private static List<Use> uses(Field field) {
    Map<String, Use> uses = new LinkedHashMap<>();
    for (Field element : field.list(MAX_USES)) {
      String text = element.string();
      int colon = text.lastIndexOf(':');
      Optional<Integer> port = colon < 0 ? Optional.of(80) : number(text.substring(colon + 1));
      String service = colon < 0 ? text : text.substring(0, colon);
      if (port.isEmpty() || service.isEmpty()) {
        element.report().invalid(element, element.shown() + " (expected: SERVICE or SERVICE:PORT)");
        continue;
      }
      Use use = new Use(service, port.get());
      if (uses.putIfAbsent(use.variable(), use) != null) {
        element
            .report()
            .invalid(
                element,
                element.shown() + " would be found in " + use.variable() + ", as another is");
      }
    }
    return List.copyOf(uses.values());
  }

  private static Optional<Integer> number(String text) {
    if (!text.matches("[0-9]{1,5}")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    return number >= 1 && number <= 65_535 ? Optional.of(number) : Optional.empty();
  }
}
