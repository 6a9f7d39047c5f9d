package io.heddle.proxy.config;

/** Where a listener's routes are. */
public sealed interface RouteSource {
  /** In {@link ProxySnapshot#routes()}. */
  record Named(String name) implements RouteSource {}

  /** In the listener itself. */
  record Inline(RouteConfig config) implements RouteSource {}
}
