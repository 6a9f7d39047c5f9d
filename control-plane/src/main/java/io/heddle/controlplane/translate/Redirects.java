package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.heddle.controlplane.model.RuleAction.Redirect;
import io.heddle.controlplane.model.RuleAction.Scheme;
import java.util.OptionalInt;

/** Where clients are told to ask instead. */
final class Redirects {
  private Redirects() {}

  /**
   * The redirect.
   *
   * @param called the port that the client called
   */
  static RedirectAction translate(Redirect redirect, int called) {
    RedirectAction.Builder action =
        RedirectAction.newBuilder().setResponseCode(code(redirect.status()));
    redirect.scheme().map(Scheme::display).ifPresent(action::setSchemeRedirect);
    redirect.host().ifPresent(action::setHostRedirect);
    port(redirect, called).ifPresent(action::setPortRedirect);
    redirect.path().ifPresent(path -> PathRewrites.set(action, path));
    return action.build();
  }

  /** Envoy writes the port that is set, always; else the host with the port that it came with. */
  private static OptionalInt port(Redirect redirect, int called) {
    boolean isHostKept = redirect.host().isEmpty();
    if (isHostKept && redirect.port().isEmpty() && redirect.scheme().isEmpty()) {
      return OptionalInt.empty();
    }
    Scheme scheme = redirect.scheme().orElse(Scheme.HTTP);
    int port = redirect.port().orElse(redirect.scheme().map(Scheme::port).orElse(called));
    boolean hasHostAPort = isHostKept && called != Scheme.HTTP.port();
    return port == scheme.port() && !hasHostAPort ? OptionalInt.empty() : OptionalInt.of(port);
  }

  private static RedirectResponseCode code(int status) {
    return switch (status) {
      case 301 -> RedirectResponseCode.MOVED_PERMANENTLY;
      case 302 -> RedirectResponseCode.FOUND;
      case 303 -> RedirectResponseCode.SEE_OTHER;
      case 307 -> RedirectResponseCode.TEMPORARY_REDIRECT;
      case 308 -> RedirectResponseCode.PERMANENT_REDIRECT;
      default ->
          throw new IllegalArgumentException(
              "status: " + status + " (expected: 301, 302, 303, 307 or 308)");
    };
  }
}
