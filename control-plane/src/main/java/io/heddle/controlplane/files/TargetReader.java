package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.ServiceName;
import java.util.Optional;

/** Reads what a backendRef names. Whether that exists is not its business. */
final class TargetReader {
  private TargetReader() {}

  static Optional<Target> read(ObjectName route, Fields fields) {
    Optional<Field> name = fields.require("name");
    String group = fields.find("group").map(Field::string).orElse("");
    String kind = fields.find("kind").map(Field::string).orElse("Service");
    String namespace = fields.find("namespace").map(Names::label).orElse(route.namespace());
    boolean isService = group.isEmpty() && kind.equals("Service");
    Optional<Field> port = isService ? fields.require("port") : fields.find("port");
    int number = port.map(field -> field.integer(1, 65_535)).orElse(1);
    return name.map(field ->
        isService
            ? new Target.OfService(new ServiceName(namespace, Names.label(field)), number)
            : new Target.OfOtherKind(group, kind, field.string()));
  }
}
