/** What a head may say beyond being well-formed, in whatever version of HTTP it came. */
@NullMarked
package io.heddle.proxy.http.head;

import org.jspecify.annotations.NullMarked;
