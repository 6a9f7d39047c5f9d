/**
 * A laptop's or a small host's whole mesh from one file: the control plane and every service as
 * processes. Apart from {@code cli}, for it is the only part that starts processes.
 */
@NullMarked
package io.heddle.controlplane.up;

import org.jspecify.annotations.NullMarked;
