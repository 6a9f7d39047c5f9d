/** What the command lines of measurements share. */
@NullMarked
package io.heddle.perf.command;

import org.jspecify.annotations.NullMarked;
