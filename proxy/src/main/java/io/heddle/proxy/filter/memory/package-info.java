/** Refuses requests while the sidecar holds as many bytes as it may. */
@NullMarked
package io.heddle.proxy.filter.memory;

import org.jspecify.annotations.NullMarked;
