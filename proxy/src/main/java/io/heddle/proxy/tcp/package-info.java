/** Opaque forwarding of bytes, with half-close and back-pressure. */
@NullMarked
package io.heddle.proxy.tcp;

import org.jspecify.annotations.NullMarked;
