/**
 * A stock java-control-plane server with what a measurement needs around it; a process of its own.
 * The only package here that knows its code and Envoy's API.
 */
@NullMarked
package io.heddle.perf.baseline;

import org.jspecify.annotations.NullMarked;
