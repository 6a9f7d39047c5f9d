/**
 * The sidecar's own client of the control plane, many times in one process: what a change is
 * measured with. The only package here that knows the sidecar's code.
 */
@NullMarked
package io.heddle.perf.streams;

import org.jspecify.annotations.NullMarked;
