/** Copies of requests, sent to other clusters beside where the requests go. */
@NullMarked
package io.heddle.proxy.filter.mirror;

import org.jspecify.annotations.NullMarked;
