package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Kind;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Problem.About;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What an object's metadata says that the mesh uses.
 *
 * @param field the whole of it, for messages
 */
record Metadata(
    ObjectName name,
    Instant created,
    Field field,
    Optional<Field> labels,
    Optional<Field> annotations) {
  private static final String[] BOOKKEEPING = {
    "deletionGracePeriodSeconds",
    "deletionTimestamp",
    "finalizers",
    "generateName",
    "generation",
    "managedFields",
    "ownerReferences",
    "resourceVersion",
    "selfLink",
    "uid"
  };

  /** Empty when the object has no name. */
  static Optional<Metadata> read(Kind kind, Field field) {
    Fields fields = field.fields();
    Optional<Field> name = fields.require("name");
    String namespace =
        fields.find("namespace").map(Names::label).orElse(ObjectName.DEFAULT_NAMESPACE);
    Optional<Field> labels = fields.find("labels");
    Optional<Field> annotations = fields.find("annotations");
    fields.skip(BOOKKEEPING);
    if (name.isEmpty() || name.get().string().isEmpty() || namespace.isEmpty()) {
      fields.skip("creationTimestamp");
      fields.finish();
      return Optional.empty();
    }
    ObjectName objectName = new ObjectName(kind, namespace, name.get().string());
    field.report().isAbout(About.of(objectName));
    String checked = kind == Kind.SERVICE ? Names.label(name.get()) : Names.subdomain(name.get());
    Instant created = fields.find("creationTimestamp").map(Metadata::instant).orElse(Instant.EPOCH);
    fields.finish();
    return Optional.of(
        new Metadata(
            new ObjectName(kind, namespace, checked), created, field, labels, annotations));
  }

  private static Instant instant(Field field) {
    if (field.isNothing()) {
      return Instant.EPOCH;
    }
    try {
      return Instant.parse(field.string());
    } catch (DateTimeException e) {
      field.report().invalid(field, field.shown() + " (expected: such as 2026-01-31T12:00:00Z)");
      return Instant.EPOCH;
    }
  }
}
