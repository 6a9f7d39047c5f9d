package io.heddle.controlplane.xds.conformance;

/**
 * What a resource says, as {@link Resources} made it.
 *
 * @param version empty in the state of the world
 */
record Content(String name, String text, String version) {}
