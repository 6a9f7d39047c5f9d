/**
 * What the data path routes by, as immutable values: the border between {@code proxy.xds}, which
 * makes them, and everything that uses them. Imports the JDK and certs only.
 */
@NullMarked
package io.heddle.proxy.config;

import org.jspecify.annotations.NullMarked;
