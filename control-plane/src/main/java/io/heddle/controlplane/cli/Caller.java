package io.heddle.controlplane.cli;

import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.ServiceName;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Who sends a request: a Service, or an instance. */
record Caller(ServiceName name) {
  private static final Pattern NAME = Pattern.compile("(?:([^/\\s]+)/)?([^/\\s]+)");

  /** Refuses one that the mesh does not have. */
  void requireIn(KnownMesh mesh) throws CommandFailedException {
    Set<ServiceName> known = new HashSet<>(mesh.instances());
    if (known.contains(name)) {
      return;
    }
    mesh.ports().forEach(port -> known.add(port.service()));
    if (!known.contains(name)) {
      String guess =
          Suggestion.among(known, name)
              .map(near -> " (did you mean \"" + near + "\"?)")
              .orElse(" (expected: a Service or an instance)");
      throw CommandFailedException.failed("--from: \"" + name + "\" not found" + guess);
    }
  }

  /** Of {@code --from}. */
  static final class Converter implements ITypeConverter<Caller> {
    @Override
    public Caller convert(String value) {
      Matcher written = NAME.matcher(value);
      if (!written.matches()) {
        throw new TypeConversionException(value + " (expected: NAME or NAMESPACE/NAME)");
      }
      String namespace = written.group(1);
      return new Caller(
          new ServiceName(
              namespace == null ? ObjectName.DEFAULT_NAMESPACE : namespace, written.group(2)));
    }
  }
}
