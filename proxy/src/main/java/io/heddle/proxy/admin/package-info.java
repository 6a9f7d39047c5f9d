/** The sidecar as its operator sees it, over HTTP: health, metrics, configuration, lifecycle. */
@NullMarked
package io.heddle.proxy.admin;

import org.jspecify.annotations.NullMarked;
