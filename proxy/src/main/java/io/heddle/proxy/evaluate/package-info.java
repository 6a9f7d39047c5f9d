/** What would become of a request, answered off line by the data path's own code. */
@NullMarked
package io.heddle.proxy.evaluate;

import org.jspecify.annotations.NullMarked;
