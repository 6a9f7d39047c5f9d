/** The control plane as a process: its settings, its wiring, its one thread of state. */
@NullMarked
package io.heddle.controlplane;

import org.jspecify.annotations.NullMarked;
