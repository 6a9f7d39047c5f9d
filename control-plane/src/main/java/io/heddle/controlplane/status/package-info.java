/** Outcomes of reading and translating, as conditions on the user's objects. */
@NullMarked
package io.heddle.controlplane.status;

import org.jspecify.annotations.NullMarked;
