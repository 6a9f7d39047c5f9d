/** Reads the user's objects from a directory of YAML, and again when it changes. */
@NullMarked
package io.heddle.controlplane.files;

import org.jspecify.annotations.NullMarked;
