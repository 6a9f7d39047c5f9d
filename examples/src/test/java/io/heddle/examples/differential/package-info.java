/**
 * The same objects and the same requests for Envoy and for the sidecar: is the outcome the same?
 */
@NullMarked
package io.heddle.examples.differential;

import org.jspecify.annotations.NullMarked;
