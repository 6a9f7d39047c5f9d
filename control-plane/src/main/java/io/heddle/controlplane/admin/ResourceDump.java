package io.heddle.controlplane.admin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A resource as it is in force.
 *
 * @param kind of client that gets it, in lower case
 */
public record ResourceDump(
    String typeUrl, String name, String kind, String version, JsonNode content) {}
