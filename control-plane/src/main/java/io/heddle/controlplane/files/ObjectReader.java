package io.heddle.controlplane.files;

import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.Kind;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem.About;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one document into an object of the mesh. */
final class ObjectReader {
  private static final Map<String, Kind> KINDS =
      Arrays.stream(Kind.values()).collect(Collectors.toMap(Kind::display, Function.identity()));

  private ObjectReader() {}

  static Reading read(String file, Node document) {
    Report report = new Report(file, Field.lineOf(document));
    Fields fields = new Field(document, "", report).fields();
    Optional<Field> kind = fields.require("kind");
    String written = kind.map(Field::string).orElse("");
    Kind known = KINDS.get(written);
    if (known == null) {
      return unknown(fields, kind, written, report);
    }
    return known(known, fields, report);
  }

  private static Reading unknown(
      Fields fields, Optional<Field> kind, String written, Report report) {
    if (kind.isEmpty() || written.isEmpty()) {
      return new Reading.Nameless(report.problems());
    }
    report.isAbout(described(written, fields));
    Optional<String> near = DidYouMean.among(KINDS.keySet(), written);
    if (near.isPresent()) {
      report.invalid(kind.get(), "unknown kind \"" + written + "\"", near.get());
      return new Reading.Nameless(report.problems());
    }
    report.ignored(kind.get(), "unknown kind \"" + written + "\", ignored");
    return new Reading.Foreign(report.problems());
  }

  private static Reading known(Kind kind, Fields fields, Report report) {
    report.isAbout(About.someOf(kind));
    Optional<Field> metadata = fields.require("metadata");
    Optional<Metadata> read = metadata.flatMap(field -> Metadata.read(kind, field));
    if (read.isEmpty()) {
      return new Reading.Nameless(report.problems());
    }
    ObjectName name = read.get().name();
    fields.require("apiVersion").ifPresent(field -> checkVersion(kind, field));
    Optional<Field> spec = fields.require("spec");
    fields.skip("status");
    Optional<MeshObject> object =
        spec.map(Field::fields).map(it -> object(name, read.get().created(), it));
    fields.finish();
    String hash = spec.map(field -> ContentHash.of(field, report)).orElse("");
    Parsed<MeshObject> parsed =
        object.isPresent() && !report.hasErrors()
            ? new Parsed.Accepted<>(object.get())
            : new Parsed.Rejected<>(report.problems());
    return new Reading.Named(name, parsed, hash, report.origin(), report.problems());
  }

  private static MeshObject object(ObjectName name, Instant created, Fields spec) {
    return switch (name.kind()) {
      case SERVICE -> ServiceReader.read(name, spec);
      case HTTP_ROUTE -> HttpRouteReader.read(name, created, spec);
    };
  }

  private static void checkVersion(Kind kind, Field field) {
    String version = field.string();
    if (!version.equals(kind.apiVersion()) && !version.isEmpty()) {
      field
          .report()
          .invalid(
              field,
              field.shown() + " (expected: " + kind.apiVersion() + ")",
              DidYouMean.among(List.of(kind.apiVersion()), version).orElse(""));
    }
  }

  private static About described(String kind, Fields fields) {
    return fields
        .find("metadata")
        .filter(field -> field.shown().equals("fields"))
        .map(Field::fields)
        .map(metadata ->
            new About(
                kind,
                written(metadata, "namespace", ObjectName.DEFAULT_NAMESPACE),
                written(metadata, "name", "")))
        .orElse(new About(kind, "", ""));
  }

  /** What is there, whether it is a name or not. */
  private static String written(Fields metadata, String field, String fallback) {
    return metadata
        .find(field)
        .filter(it -> !it.isNothing())
        .map(it -> it.shown().replace("\"", ""))
        .filter(text -> !text.isEmpty())
        .orElse(fallback);
  }

  /** What an object's metadata says that the mesh uses. */
  private record Metadata(ObjectName name, Instant created) {
    private static final String[] BOOKKEEPING = {
      "annotations",
      "deletionGracePeriodSeconds",
      "deletionTimestamp",
      "finalizers",
      "generateName",
      "generation",
      "labels",
      "managedFields",
      "ownerReferences",
      "resourceVersion",
      "selfLink",
      "uid"
    };

    static Optional<Metadata> read(Kind kind, Field field) {
      Fields fields = field.fields();
      Optional<Field> name = fields.require("name");
      String namespace =
          fields.find("namespace").map(Names::label).orElse(ObjectName.DEFAULT_NAMESPACE);
      if (name.isEmpty() || name.get().string().isEmpty() || namespace.isEmpty()) {
        fields.skip("creationTimestamp");
        fields.skip(BOOKKEEPING);
        fields.finish();
        return Optional.empty();
      }
      ObjectName objectName = new ObjectName(kind, namespace, name.get().string());
      field.report().isAbout(About.of(objectName));
      String checked = kind == Kind.SERVICE ? Names.label(name.get()) : Names.subdomain(name.get());
      Instant created =
          fields.find("creationTimestamp").map(Metadata::instant).orElse(Instant.EPOCH);
      fields.skip(BOOKKEEPING);
      fields.finish();
      return Optional.of(new Metadata(new ObjectName(kind, namespace, checked), created));
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
}
