/** Pairs of sidecars of several makes, measured in turn on one host and compared round by round. */
@NullMarked
package io.heddle.perf.sidebyside;

import org.jspecify.annotations.NullMarked;
