/** A bare TCP forwarder: the demo's harness over it, without a mesh, must show losses. */
@NullMarked
package io.heddle.examples.forward;

import org.jspecify.annotations.NullMarked;
