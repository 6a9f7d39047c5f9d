/** Which origins' scripts may read responses, and what browsers are told before they ask. */
@NullMarked
package io.heddle.proxy.filter.cors;

import org.jspecify.annotations.NullMarked;
