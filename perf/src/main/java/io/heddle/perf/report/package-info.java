/** Figures as measurements show them: medians, tables, plots. */
@NullMarked
package io.heddle.perf.report;

import org.jspecify.annotations.NullMarked;
