/**
 * The rules of the xDS transport protocol, one test each, asked of a real server by clients that
 * say anything. {@code docs/xds-conformance.md} is the list.
 */
@NullMarked
package io.heddle.controlplane.xds.conformance;

import org.jspecify.annotations.NullMarked;
