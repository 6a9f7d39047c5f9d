package io.heddle.perf.sidebyside;

import java.nio.file.Path;

/**
 * Where a measurement runs.
 *
 * @param home the repository's root, with its modules built
 */
record Host(Path home, Placement placement) {}
