/** {@code perf/run micro}: the modules' own benchmarks, run by JMH in JVMs of their own. */
@NullMarked
package io.heddle.perf.micro;

import org.jspecify.annotations.NullMarked;
