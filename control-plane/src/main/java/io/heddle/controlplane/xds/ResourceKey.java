package io.heddle.controlplane.xds;

/** What names an xDS resource. */
public record ResourceKey(String typeUrl, String name) {}
