package io.heddle.proxy.config;

/**
 * A rule: which requests, what happens to them, how their heads and those of their responses are
 * edited.
 */
public record Route(
    String name,
    RouteMatch match,
    RouteAction action,
    HeaderEdits requestEdits,
    HeaderEdits responseEdits) {}
