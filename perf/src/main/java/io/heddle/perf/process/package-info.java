/** What every measurement needs of the host: processes, their CPU time and memory, the machine. */
@NullMarked
package io.heddle.perf.process;

import org.jspecify.annotations.NullMarked;
