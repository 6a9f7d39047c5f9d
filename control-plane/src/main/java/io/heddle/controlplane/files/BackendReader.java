package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.model.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the backendRefs of a rule, with their weights and their own filters. */
final class BackendReader {
  private static final int MAX_BACKENDS = 16;
  private static final int MAX_WEIGHT = 1_000_000;

  private BackendReader() {}

  /**
   * The backends of a rule.
   *
   * @param supported filters that one backend may have
   */
  static List<Backend> all(ObjectName route, Field field, Set<FilterType> supported) {
    return field.list(MAX_BACKENDS).stream()
        .flatMap(element -> read(route, element, supported).stream())
        .toList();
  }

  private static Optional<Backend> read(
      ObjectName route, Field element, Set<FilterType> supported) {
    Fields fields = element.fields();
    Optional<Target> target = TargetReader.read(route, fields);
    int weight = fields.find("weight").map(field -> field.integer(0, MAX_WEIGHT)).orElse(1);
    MessageEdits edits =
        fields
            .find("filters")
            .map(field -> edits(FilterList.read(field, supported)))
            .orElse(MessageEdits.NONE);
    fields.finish();
    return target.map(it -> new Backend(it, weight, edits));
  }

  private static MessageEdits edits(FilterList filters) {
    return new MessageEdits(
        filters.headerEdits(FilterType.REQUEST_HEADER_MODIFIER),
        filters.headerEdits(FilterType.RESPONSE_HEADER_MODIFIER),
        filters
            .first(FilterType.URL_REWRITE)
            .flatMap(filter -> UrlRewriteReader.hostOnly(filter.settings())));
  }
}
