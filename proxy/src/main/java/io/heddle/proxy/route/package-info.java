/** Request to route; pure. */
@NullMarked
package io.heddle.proxy.route;

import org.jspecify.annotations.NullMarked;
