package io.heddle.controlplane.files;

import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.PathRewrite;
import java.util.Map;
import java.util.Optional;

/** Reads how a redirect or a rewrite changes the path. */
final class PathRewriteReader {
  private static final String FULL = "replaceFullPath";
  private static final String PREFIX = "replacePrefixMatch";

  /** The field that holds the value, by type. */
  private static final Map<String, String> TYPES =
      Map.of("ReplaceFullPath", FULL, "ReplacePrefixMatch", PREFIX);

  private PathRewriteReader() {}

  /**
   * The change, if it can be told.
   *
   * @param prefix that the rule's one match demands, if that is what it does
   */
  static Optional<PathRewrite> read(Field field, Optional<PathMatch.Prefix> prefix) {
    Fields fields = field.fields();
    Optional<Field> full = fields.find(FULL);
    String written = full.isPresent() ? FULL : PREFIX;
    String meant = fields.require("type").map(type -> type.oneOf(TYPES, written)).orElse(written);
    Optional<Field> value = fields.require(meant);
    Optional<Field> other = fields.find(meant.equals(FULL) ? PREFIX : FULL);
    other.ifPresent(it -> it.report().invalid(it, "beside the type (expected: " + meant + ")"));
    fields.finish();
    return meant.equals(FULL)
        ? value.map(PathRewriteReader::whole)
        : value.flatMap(it -> beginning(it, prefix));
  }

  private static PathRewrite whole(Field value) {
    String path = value.string();
    if (!path.startsWith("/") || !isPlain(path)) {
      refuse(value);
    }
    return new PathRewrite.WholePath(path);
  }

  private static Optional<PathRewrite> beginning(Field value, Optional<PathMatch.Prefix> prefix) {
    String path = value.string();
    if (!(path.isEmpty() || path.startsWith("/")) || !isPlain(path)) {
      refuse(value);
    }
    if (prefix.isEmpty()) {
      value
          .report()
          .invalid(
              value,
              "no prefix to replace (expected: one match in the rule, its path a PathPrefix)");
    }
    return prefix.map(from -> new PathRewrite.Prefix(from, path));
  }

  private static boolean isPlain(String path) {
    return path.chars()
        .noneMatch(letter -> letter <= ' ' || letter >= 0x7f || letter == '?' || letter == '#');
  }

  private static void refuse(Field value) {
    // What is not a string has been reported already.
    if (value.isString()) {
      value
          .report()
          .invalid(value, value.shown() + " (expected: a path that begins with /, without ? or #)");
    }
  }
}
