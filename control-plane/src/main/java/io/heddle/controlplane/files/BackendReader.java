package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.ServiceName;
import java.util.Optional;

/** Reads one backendRef of a rule. Whether what it names exists is not its business. */
final class BackendReader {
  private static final int MAX_WEIGHT = 1_000_000;

  private BackendReader() {}

  static Optional<Backend> read(ObjectName route, Field element) {
    Fields fields = element.fields();
    Optional<Field> name = fields.require("name");
    String group = fields.find("group").map(Field::string).orElse("");
    String kind = fields.find("kind").map(Field::string).orElse("Service");
    String namespace = fields.find("namespace").map(Names::label).orElse(route.namespace());
    int weight = fields.find("weight").map(field -> field.integer(0, MAX_WEIGHT)).orElse(1);
    boolean isService = group.isEmpty() && kind.equals("Service");
    Optional<Field> port = isService ? fields.require("port") : fields.find("port");
    int number = port.map(field -> field.integer(1, 65_535)).orElse(1);
    fields
        .find("filters")
        .filter(filters -> !filters.list(16).isEmpty())
        .ifPresent(filters ->
            filters.report().unsupported(filters, "filters of one backend are not supported"));
    fields.finish();
    return name.map(field ->
        new Backend(
            isService
                ? new Target.OfService(new ServiceName(namespace, Names.label(field)), number)
                : new Target.OfOtherKind(group, kind, field.string()),
            weight));
  }
}
