package io.heddle.proxy.config;

/**
 * A rule: which requests, what happens to them, how their heads and those of their responses are
 * edited, and which scripts may read these.
 */
public record Route(
    String name,
    RouteMatch match,
    RouteAction action,
    HeaderEdits requestEdits,
    HeaderEdits responseEdits,
    CorsPolicy cors) {
  /** Says nothing to browsers. */
  public Route(
      String name,
      RouteMatch match,
      RouteAction action,
      HeaderEdits requestEdits,
      HeaderEdits responseEdits) {
    this(name, match, action, requestEdits, responseEdits, CorsPolicy.NONE);
  }
}
