package io.heddle.proxy.config;

/** A query parameter that must be there with a value that matches; its first value counts. */
public record QueryMatch(String name, ValueMatch value) {}
