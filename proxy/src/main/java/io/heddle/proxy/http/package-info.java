/**
 * One exchange from request head to response end: the seam between codecs, filters and upstreams,
 * and the one mapping from failure to response.
 */
@NullMarked
package io.heddle.proxy.http;

import org.jspecify.annotations.NullMarked;
