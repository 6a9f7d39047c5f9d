package io.heddle.controlplane.files;

import io.heddle.controlplane.model.PathMatch;
import io.heddle.controlplane.model.PathRewrite;
import io.heddle.controlplane.model.RuleAction.Redirect;
import io.heddle.controlplane.model.RuleAction.Scheme;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the settings of a RequestRedirect. */
final class RedirectReader {
  private static final Map<String, Scheme> SCHEMES =
      Map.of("http", Scheme.HTTP, "https", Scheme.HTTPS);

  private RedirectReader() {}

  /**
   * The redirect.
   *
   * @param prefix that the rule's one match demands, if that is what it does
   */
  static Redirect read(Field settings, Optional<PathMatch.Prefix> prefix) {
    Fields fields = settings.fields();
    Optional<Scheme> scheme = fields.find("scheme").map(field -> field.oneOf(SCHEMES, Scheme.HTTP));
    Optional<String> host = fields.find("hostname").map(Names::subdomain);
    Optional<PathRewrite> path =
        fields.find("path").flatMap(field -> PathRewriteReader.read(field, prefix));
    OptionalInt port =
        fields
            .find("port")
            .map(field -> OptionalInt.of(field.integer(1, 65_535)))
            .orElse(OptionalInt.empty());
    int status = fields.find("statusCode").map(RedirectReader::status).orElse(Redirect.FOUND);
    fields.finish();
    return new Redirect(scheme, host, port, path, status);
  }

  private static int status(Field field) {
    int status = field.integer(301, 308);
    if (Redirect.STATUSES.contains(status)) {
      return status;
    }
    field.report().invalid(field, field.shown() + " (expected: 301, 302, 303, 307 or 308)");
    return Redirect.FOUND;
  }
}
