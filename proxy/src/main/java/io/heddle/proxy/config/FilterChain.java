package io.heddle.proxy.config;

/** How connections that fit {@code match} are secured and served. */
public record FilterChain(ChainMatch match, Transport transport, NetworkFilter filter) {}
