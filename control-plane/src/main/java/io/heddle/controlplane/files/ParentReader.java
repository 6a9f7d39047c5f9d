package io.heddle.controlplane.files;

import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.ParentReference;
import io.heddle.controlplane.model.ServiceName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads which services' requests a route is about. */
final class ParentReader {
  private static final int MAX_PARENTS = 32;

  private ParentReader() {}

  static List<ParentReference> all(ObjectName route, Field field) {
    Set<ParentReference> parents = new LinkedHashSet<>();
    List<Field> written = field.list(MAX_PARENTS);
    if (written.isEmpty() && !field.report().hasErrors()) {
      field.report().invalid(field, "no parents (expected: at least 1)");
    }
    for (Field element : written) {
      long errors = field.report().errors();
      Optional<ParentReference> parent = parent(route, element);
      if (field.report().errors() > errors) {
        continue;
      }
      if (parent.isPresent() && !parents.add(parent.get())) {
        field.report().invalid(element, "the same parent twice (expected: once)");
      }
    }
    return List.copyOf(parents);
  }

  private static Optional<ParentReference> parent(ObjectName route, Field element) {
    Fields fields = element.fields();
    Optional<String> name = fields.require("name").map(Names::label);
    checkIsService(element, fields);
    fields
        .find("namespace")
        .filter(namespace -> !namespace.string().equals(route.namespace()))
        .ifPresent(namespace ->
            namespace
                .report()
                .unsupported(
                    namespace,
                    namespace.shown() + " (expected: \"" + route.namespace() + "\", its own)"));
    OptionalInt port =
        fields
            .find("port")
            .map(field -> OptionalInt.of(field.integer(1, 65_535)))
            .orElse(OptionalInt.empty());
    fields.refuse("sectionName");
    fields.finish();
    return name.map(
        service -> new ParentReference(new ServiceName(route.namespace(), service), port));
  }

  /** What is not written means a Gateway, so both must be. */
  private static void checkIsService(Field element, Fields fields) {
    Optional<Field> kind = fields.find("kind");
    Optional<Field> group = fields.find("group");
    if (!kind.map(Field::string).orElse("Gateway").equals("Service")) {
      Field at = kind.orElse(element);
      String written = kind.map(Field::shown).orElse("kind Gateway (the default)");
      at.report().unsupported(at, written + " (expected: kind: Service with group: \"\")");
    } else if (!group.map(Field::string).orElse("gateway.networking.k8s.io").isEmpty()) {
      Field at = group.orElse(element);
      String written =
          group.map(Field::shown).orElse("group gateway.networking.k8s.io (the default)");
      at.report().unsupported(at, written + " has no kind Service (expected: group: \"\")");
    }
  }
}
