package io.heddle.controlplane.check;

import java.util.function.Function;

/**
 * One thing that is looked at.
 *
 * @param id never changes; docs/check.md explains it
 */
record Check(String id, Function<Facts, Finding> look) {}
