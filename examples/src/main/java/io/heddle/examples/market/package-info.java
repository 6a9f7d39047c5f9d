/** The demo's second application: one service that speaks every protocol that the mesh carries. */
@NullMarked
package io.heddle.examples.market;

import org.jspecify.annotations.NullMarked;
