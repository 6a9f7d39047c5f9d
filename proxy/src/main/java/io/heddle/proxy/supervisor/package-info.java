/**
 * Keeps a sidecar and its application together as one unit. Loads nothing but the JDK: it is a
 * process of its own, beside the two.
 */
@NullMarked
package io.heddle.proxy.supervisor;

import org.jspecify.annotations.NullMarked;
