/** HTTP/1 on both sides of the sidecar, through Netty's codec; strict in, re-framed out. */
@NullMarked
package io.heddle.proxy.http1;

import org.jspecify.annotations.NullMarked;
