/**
 * Accepting connections, securing them, matching them to what serves them; the data path's public
 * face.
 */
@NullMarked
package io.heddle.proxy.listener;

import org.jspecify.annotations.NullMarked;
