/** What is wrong with the user's objects, as problems and as conditions on them. */
@NullMarked
package io.heddle.controlplane.status;

import org.jspecify.annotations.NullMarked;
