/** Endpoints, connection pools and dispatch; all state belongs to one event loop. */
@NullMarked
package io.heddle.proxy.cluster;

import org.jspecify.annotations.NullMarked;
