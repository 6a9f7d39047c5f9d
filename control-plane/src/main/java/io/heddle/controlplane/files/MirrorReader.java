package io.heddle.controlplane.files;

import io.heddle.controlplane.files.FilterList.Filter;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.Mirror;
import io.heddle.controlplane.model.ObjectName;
import java.util.Optional;

/** Reads a RequestMirror. */
final class MirrorReader {
  private static final int ONE_PERCENT = Mirror.ALL / 100;

  private MirrorReader() {}

  static Optional<Mirror> read(ObjectName route, Filter filter) {
    Fields fields = filter.settings().fields();
    Optional<Target> target =
        fields.require("backendRef").flatMap(field -> target(route, field.fields()));
    Optional<Field> percent = fields.find("percent");
    Optional<Field> fraction = fields.find("fraction");
    fields.finish();
    if (percent.isPresent()) {
      fraction.ifPresent(
          it -> it.report().invalid(it, "beside percent (expected: one of the two)"));
    }
    int share =
        percent
            .map(field -> field.integer(0, 100) * ONE_PERCENT)
            .or(() -> fraction.map(MirrorReader::partsPerMillion))
            .orElse(Mirror.ALL);
    return target.map(it -> new Mirror(it, share, filter.position()));
  }

  private static Optional<Target> target(ObjectName route, Fields fields) {
    Optional<Target> target = TargetReader.read(route, fields);
    fields.finish();
    return target;
  }

  private static int partsPerMillion(Field fraction) {
    Fields fields = fraction.fields();
    Optional<Field> written = fields.require("numerator");
    int denominator =
        fields.find("denominator").map(field -> field.integer(1, Integer.MAX_VALUE)).orElse(100);
    fields.finish();
    int numerator = written.map(field -> field.integer(0, denominator)).orElse(0);
    // Rounded up, so that the smallest fraction is not none.
    return (int) Math.ceilDiv((long) numerator * Mirror.ALL, denominator);
  }
}
