package io.heddle.perf.sidebyside;

import java.nio.file.Path;

/**
 * A program that was found and runs.
 *
 * @param version as it says itself
 */
record Program(Path file, String version) {}
