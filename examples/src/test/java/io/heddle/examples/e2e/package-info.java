/** End-to-end tests: real processes, real sockets, the same harness as the demo. */
@NullMarked
package io.heddle.examples.e2e;

import org.jspecify.annotations.NullMarked;
