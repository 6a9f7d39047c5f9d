/**
 * How one root follows another: decisions alone, without files, sockets or clocks, so that every
 * order of events can be tried; {@code identity} carries them out.
 */
@NullMarked
package io.heddle.controlplane.rotation;

import org.jspecify.annotations.NullMarked;
