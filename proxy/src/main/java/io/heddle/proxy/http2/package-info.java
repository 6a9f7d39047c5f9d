/**
 * HTTP/2 by frames, without a channel per stream: each stream is an exchange (RFC 9113). Strict in,
 * re-framed out.
 */
@NullMarked
package io.heddle.proxy.http2;

import org.jspecify.annotations.NullMarked;
