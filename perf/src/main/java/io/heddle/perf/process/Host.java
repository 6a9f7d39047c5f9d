package io.heddle.perf.process;

import java.nio.file.Path;

/**
 * Where a measurement runs.
 *
 * @param home the repository's root, with its modules built
 */
public record Host(Path home, Placement placement) {}
