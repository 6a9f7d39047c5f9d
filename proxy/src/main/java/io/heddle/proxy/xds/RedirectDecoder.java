package io.heddle.proxy.xds;

import com.google.re2j.Pattern;
import io.heddle.proxy.config.PathRewrite;
import io.heddle.proxy.config.RouteAction;

/** Reads an {@code envoy.config.route.v3.RedirectAction}. */
final class RedirectDecoder {
  private static final int MAX_PORT = 65_535;
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");

  private RedirectDecoder() {}

  static RouteAction.Redirect decode(ProtoMessage redirect) throws DecodeException {
    return new RouteAction.Redirect(
        status(redirect),
        scheme(redirect),
        UriParts.authority(redirect, "host_redirect", 1),
        port(redirect),
        path(redirect),
        redirect.flag(6));
  }

  private static int status(ProtoMessage redirect) throws DecodeException {
    return switch (redirect.integer(3)) {
      case 0 -> 301;
      case 1 -> 302;
      case 2 -> 303;
      case 3 -> 307;
      case 4 -> 308;
      default ->
          throw redirect.rejected(
              "response_code",
              String.valueOf(redirect.integer(3)),
              "MOVED_PERMANENTLY, FOUND, SEE_OTHER, TEMPORARY_REDIRECT or PERMANENT_REDIRECT");
    };
  }

  private static String scheme(ProtoMessage redirect) throws DecodeException {
    String scheme = redirect.text(7);
    if (scheme.isEmpty()) {
      return redirect.flag(4) ? "https" : "";
    }
    if (!SCHEME.matcher(scheme).matches()) {
      throw redirect.rejected("scheme_redirect", scheme, "a scheme, lower-case");
    }
    return scheme;
  }

  private static int port(ProtoMessage redirect) throws DecodeException {
    long port = redirect.unsigned(8);
    if (port > MAX_PORT) {
      throw redirect.rejected("port_redirect", String.valueOf(port), "at most " + MAX_PORT);
    }
    return (int) port;
  }

  private static PathRewrite path(ProtoMessage redirect) throws DecodeException {
    return switch (redirect.lastOf(2, 5, 9)) {
      case 2 -> PathRewriteDecoder.whole(redirect, 2);
      case 5 -> PathRewriteDecoder.prefix(redirect, 5);
      case 9 -> PathRewriteDecoder.regex(redirect.message(9, "regex_rewrite").orElseThrow());
      default -> new PathRewrite.Keep();
    };
  }
}
