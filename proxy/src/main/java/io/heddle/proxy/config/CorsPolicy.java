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
    boolean allowCredentials,
    OtherPreflights otherPreflights) {
  /** Allows no origin, so it does nothing. */
  public static final CorsPolicy NONE =
      new CorsPolicy(List.of(), "", "", "", "", false, OtherPreflights.FORWARDED);

  /** What becomes of preflights of origins that are not allowed. */
  public enum OtherPreflights {
    /** They go on, as Envoy does unless it is told otherwise. */
    FORWARDED,
    /** They get an answer that allows nothing. */
    ANSWERED
  }

  public CorsPolicy {
    allowOrigins = List.copyOf(allowOrigins);
  }
}
