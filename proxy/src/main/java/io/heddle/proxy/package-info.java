/** The sidecar's commands, its settings, and the wiring of its parts. */
@NullMarked
package io.heddle.proxy;

import org.jspecify.annotations.NullMarked;
