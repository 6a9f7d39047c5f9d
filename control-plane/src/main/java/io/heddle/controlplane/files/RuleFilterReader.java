package io.heddle.controlplane.files;

import io.heddle.controlplane.files.FilterList.Filter;
import io.heddle.controlplane.files.UrlRewriteReader.UrlRewrite;
import io.heddle.controlplane.model.Cors;
import io.heddle.controlplane.model.MessageEdits;
import io.heddle.controlplane.model.Mirror;
import io.heddle.controlplane.model.ObjectName;
import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.PathRewrite;
import io.heddle.controlplane.model.RuleAction.Redirect;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the filters of a rule. */
final class RuleFilterReader {
  static final RuleFilters NO_FILTERS =
      new RuleFilters(
          MessageEdits.NONE, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  private RuleFilterReader() {}

  /** What the filters of a rule do. */
  record RuleFilters(
      MessageEdits edits,
      Optional<PathRewrite> path,
      Optional<Redirect> redirect,
      Optional<Cors> cors,
      List<Mirror> mirrors) {}

  /**
   * The filters.
   *
   * @param prefix that the rule's one match demands, if that is what it does
   */
  static RuleFilters read(
      ObjectName route, Field field, Set<FilterType> supported, Optional<PathMatch.Prefix> prefix) {
    FilterList filters = FilterList.read(field, supported);
    if (filters.first(FilterType.REQUEST_REDIRECT).isPresent()) {
      filters.filters().forEach(RuleFilterReader::checkBesideRedirect);
    }
    Optional<UrlRewrite> rewrite =
        filters
            .first(FilterType.URL_REWRITE)
            .map(filter -> UrlRewriteReader.read(filter.settings(), prefix));
    MessageEdits edits =
        new MessageEdits(
            filters.headerEdits(FilterType.REQUEST_HEADER_MODIFIER),
            filters.headerEdits(FilterType.RESPONSE_HEADER_MODIFIER),
            rewrite.flatMap(UrlRewrite::host));
    return new RuleFilters(
        edits,
        rewrite.flatMap(UrlRewrite::path),
        filters
            .first(FilterType.REQUEST_REDIRECT)
            .map(filter -> RedirectReader.read(filter.settings(), prefix)),
        filters.first(FilterType.CORS).map(filter -> CorsReader.read(filter.settings())),
        filters
            .all(FilterType.REQUEST_MIRROR)
            .flatMap(filter -> MirrorReader.read(route, filter).stream())
            .toList());
  }

  /** A redirect ends a request where it is: nothing is rewritten, copied or asked of a backend. */
  private static void checkBesideRedirect(Filter filter) {
    Field element = filter.element();
    String message =
        filter.type().display() + " beside RequestRedirect (expected: rules of their own)";
    switch (filter.type()) {
      case URL_REWRITE -> element.report().invalid(element, message);
      case REQUEST_MIRROR, CORS -> element.report().unsupported(element, message);
      case REQUEST_REDIRECT,
          REQUEST_HEADER_MODIFIER,
          RESPONSE_HEADER_MODIFIER,
          EXTERNAL_AUTH,
          EXTENSION_REF -> {}
    }
  }
}
