/** The command line of what measures Heddle from outside. */
@NullMarked
package io.heddle.perf;

import org.jspecify.annotations.NullMarked;
