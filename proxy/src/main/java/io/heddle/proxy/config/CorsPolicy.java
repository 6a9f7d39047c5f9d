package io.heddle.proxy.config;

import java.util.List;

/**
 * Which origins' scripts may read a route's responses, and what browsers are told of it. Texts are
 * the values of response fields; empty: the field is not sent.
 *
 * @param allowMethods {@code *}: the method that is asked for
 * @param allowHeaders {@code *}: the fields that are asked for
 */
public record CorsPolicy(
    List<OriginMatch> allowOrigins,
    String allowMethods,
    String allowHeaders,
    String exposeHeaders,
    String maxAge,
    boolean allowCredentials) {
  /** Allows no origin, so it does nothing. */
  public static final CorsPolicy NONE = new CorsPolicy(List.of(), "", "", "", "", false);

  public CorsPolicy {
    allowOrigins = List.copyOf(allowOrigins);
  }
}
