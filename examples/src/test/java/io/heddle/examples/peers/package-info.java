/** Real servers and clients, each beside a sidecar, that know nothing of the mesh. */
@NullMarked
package io.heddle.examples.peers;

import org.jspecify.annotations.NullMarked;
