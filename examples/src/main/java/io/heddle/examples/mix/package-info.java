/** The demo's mixed load: uses a market in every way at once, and holds its ledgers against it. */
@NullMarked
package io.heddle.examples.mix;

import org.jspecify.annotations.NullMarked;
