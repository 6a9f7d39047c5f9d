package io.heddle.controlplane.files;

import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.Kind;
import io.heddle.controlplane.model.MeshObject;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.Parsed;
import io.heddle.controlplane.model.Problem.About;
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
    Field root = new Field(document, "", report);
    Fields fields = root.fields();
    Optional<Field> kind = fields.require("kind");
    String written = kind.map(Field::string).orElse("");
    Kind known = KINDS.get(written);
    if (known == null) {
      return unknown(fields, kind, written, report);
    }
    return known(known, root, fields, report);
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

  private static Reading known(Kind kind, Field root, Fields fields, Report report) {
    report.isAbout(About.someOf(kind));
    Optional<Field> metadata = fields.require("metadata");
    Optional<Metadata> read = metadata.flatMap(field -> Metadata.read(kind, field));
    if (read.isEmpty()) {
      return new Reading.Nameless(report.problems());
    }
    fields.require("apiVersion").ifPresent(field -> checkVersion(kind, field));
    Optional<Field> content =
        kind == Kind.ENDPOINT_SLICE ? Optional.of(root) : fields.require("spec");
    Optional<MeshObject> object = content.map(it -> object(read.get(), fields, it));
    fields.finish();
    String hash = content.map(field -> ContentHash.of(field, report)).orElse("");
    Parsed<MeshObject> parsed =
        object.isPresent() && !report.hasErrors()
            ? new Parsed.Accepted<>(object.get())
            : new Parsed.Rejected<>(report.problems());
    return new Reading.Named(read.get().name(), parsed, hash, report.origin(), report.problems());
  }

  /**
   * Reads what an object says.
   *
   * @param fields of the document
   * @param spec the document itself for a kind that has none
   */
  private static MeshObject object(Metadata metadata, Fields fields, Field spec) {
    ObjectName name = metadata.name();
    if (name.kind() != Kind.ENDPOINT_SLICE) {
      fields.skip("status");
    }
    return switch (name.kind()) {
      case SERVICE -> ServiceReader.read(name, spec.fields());
      case HTTP_ROUTE -> RouteReader.http(name, metadata.created(), spec.fields());
      case GRPC_ROUTE -> RouteReader.grpc(name, metadata.created(), spec.fields());
      case ENDPOINT_SLICE -> EndpointSliceReader.read(metadata, fields);
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
}
