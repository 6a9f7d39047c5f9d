/** Whether this instance takes requests from the mesh, by where it is in its life. */
@NullMarked
package io.heddle.proxy.filter.gate;

import org.jspecify.annotations.NullMarked;
