/**
 * An open-loop HTTP/1.1 load generator that never retries and remembers what became of every
 * request.
 */
@NullMarked
package io.heddle.perf.load;

import org.jspecify.annotations.NullMarked;
