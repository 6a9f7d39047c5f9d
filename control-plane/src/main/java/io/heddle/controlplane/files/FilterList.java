package io.heddle.controlplane.files;

import io.heddle.controlplane.model.DidYouMean;
import io.heddle.controlplane.model.HeaderEdits;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The filters that a list holds; those that may not be there are reported and left out. */
record FilterList(List<Filter> filters) {
  private static final int MAX_FILTERS = 16;

  FilterList {
    filters = List.copyOf(filters);
  }

  /**
   * A filter as it is written.
   *
   * @param position in its list
   */
  record Filter(FilterType type, Field element, Field settings, int position) {}

  static FilterList read(Field field, Set<FilterType> supported) {
    List<Filter> filters = new ArrayList<>();
    Set<FilterType> seen = EnumSet.noneOf(FilterType.class);
    List<Field> elements = field.list(MAX_FILTERS);
    for (int i = 0; i < elements.size(); i++) {
      filter(elements.get(i), i, supported)
          .ifPresent(filter -> {
            if (!seen.add(filter.type()) && filter.type() != FilterType.REQUEST_MIRROR) {
              Field element = filter.element();
              String name = filter.type().display();
              element.report().invalid(element, name + " written twice (expected: once)");
            }
            filters.add(filter);
          });
    }
    return new FilterList(filters);
  }

  Stream<Filter> all(FilterType type) {
    return filters.stream().filter(filter -> filter.type() == type);
  }

  Optional<Filter> first(FilterType type) {
    return all(type).findFirst();
  }

  /** The edits of the filter of that type, if there is one. */
  HeaderEdits headerEdits(FilterType type) {
    return first(type)
        .map(filter -> HeaderEditsReader.read(filter.settings()))
        .orElse(HeaderEdits.NONE);
  }

  private static Optional<Filter> filter(Field element, int position, Set<FilterType> supported) {
    Fields fields = element.fields();
    Optional<FilterType> type =
        fields.require("type").flatMap(written -> supported(written, supported));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<Field> settings = fields.require(type.get().field());
    refuseOthers(fields, type.get());
    fields.finish();
    return settings.map(it -> new Filter(type.get(), element, it, position));
  }

  private static Optional<FilterType> supported(Field type, Set<FilterType> supported) {
    String name = type.string();
    FilterType known = FilterType.BY_NAME.get(name);
    String message = type.shown() + " (expected: " + FilterType.list(supported) + ")";
    if (known == null) {
      if (!name.isEmpty()) {
        String meant = DidYouMean.among(FilterType.BY_NAME.keySet(), name).orElse("");
        type.report().invalid(type, message, meant);
      }
      return Optional.empty();
    }
    if (!supported.contains(known)) {
      type.report().unsupported(type, message);
      return Optional.empty();
    }
    return Optional.of(known);
  }

  /** Settings of another type would have no effect. */
  private static void refuseOthers(Fields fields, FilterType type) {
    for (FilterType other : FilterType.values()) {
      if (other != type) {
        fields
            .find(other.field())
            .ifPresent(field ->
                field
                    .report()
                    .invalid(
                        field,
                        "in a " + type.display() + " (expected: " + type.field() + " only)"));
      }
    }
  }
}
