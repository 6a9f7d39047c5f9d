@NullMarked
package io.heddle.perf;

import org.jspecify.annotations.NullMarked;
