/**
 * How many bytes the data path holds for both sides of its connections, and what follows from it.
 * Its own package because the codecs, the opaque path and the pools all add to one sum.
 */
@NullMarked
package io.heddle.proxy.memory;

import org.jspecify.annotations.NullMarked;
