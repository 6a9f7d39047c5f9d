package io.heddle.controlplane.files;

import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.PathRewrite;
import java.util.Optional;

/** Reads the settings of a URLRewrite. */
final class UrlRewriteReader {
  private UrlRewriteReader() {}

  /** What is empty stays as it is. */
  record UrlRewrite(Optional<String> host, Optional<PathRewrite> path) {}

  /**
   * Of a rule.
   *
   * @param prefix that the rule's one match demands, if that is what it does
   */
  static UrlRewrite read(Field settings, Optional<PathMatch.Prefix> prefix) {
    Fields fields = settings.fields();
    Optional<String> host = fields.find("hostname").map(Names::subdomain);
    Optional<PathRewrite> path =
        fields.find("path").flatMap(field -> PathRewriteReader.read(field, prefix));
    fields.finish();
    return new UrlRewrite(host, path);
  }

  /** Of one backend: xDS gives a share of a route no path of its own. */
  static Optional<String> hostOnly(Field settings) {
    Fields fields = settings.fields();
    Optional<String> host = fields.find("hostname").map(Names::subdomain);
    fields
        .find("path")
        .ifPresent(field ->
            field
                .report()
                .unsupported(field, "not supported for one backend (expected: hostname only)"));
    fields.finish();
    return host;
  }
}
