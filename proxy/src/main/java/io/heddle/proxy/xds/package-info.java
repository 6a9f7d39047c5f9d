/**
 * The sidecar's client of the control plane: a session and an ADS stream over one HTTP/2
 * connection, and the way from protobuf bytes to {@code proxy.config}. All state is confined to one
 * event loop.
 */
@NullMarked
package io.heddle.proxy.xds;

import org.jspecify.annotations.NullMarked;
