/** How long a control plane takes to tell all proxies of a change, and what that costs it. */
@NullMarked
package io.heddle.perf.controlplane;

import org.jspecify.annotations.NullMarked;
