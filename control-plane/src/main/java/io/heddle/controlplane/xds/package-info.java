/** The xDS server: incremental cache, subscriptions, acknowledgement watermarks. */
@NullMarked
package io.heddle.controlplane.xds;

import org.jspecify.annotations.NullMarked;
