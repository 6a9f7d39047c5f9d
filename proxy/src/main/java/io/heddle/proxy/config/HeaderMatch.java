package io.heddle.proxy.config;

/**
 * A header that must be there with a value that matches.
 *
 * @param name lower-case; {@code :method} is the request's method
 */
public record HeaderMatch(String name, ValueMatch value) {}
