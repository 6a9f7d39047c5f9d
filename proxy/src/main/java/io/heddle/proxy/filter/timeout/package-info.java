/** The route's limit on a whole exchange. */
@NullMarked
package io.heddle.proxy.filter.timeout;

import org.jspecify.annotations.NullMarked;
