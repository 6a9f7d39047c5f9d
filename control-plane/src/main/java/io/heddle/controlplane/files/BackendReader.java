package io.heddle.controlplane.files;

import io.heddle.controlplane.model.Backend;
import io.heddle.controlplane.model.Backend.Target;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.model.ObjectName;
import java.util.Optional;
import java.util.Set;

/** Reads one backendRef of a rule, with its weight and its own filters. */
final class BackendReader {
  private static final int MAX_WEIGHT = 1_000_000;

  private BackendReader() {}

  /**
   * A backend.
   *
   * @param supported filters that one backend may have
   */
  static Optional<Backend> read(ObjectName route, Field element, Set<FilterType> supported) {
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
