/** Turns the model into Envoy resources: pure functions, a file per resource or feature. */
@NullMarked
package io.heddle.controlplane.translate;

import org.jspecify.annotations.NullMarked;
