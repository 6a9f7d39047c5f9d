/** The demo application, the harness that rolls it out under load, and the end-to-end tests. */
@NullMarked
package io.heddle.examples;

import org.jspecify.annotations.NullMarked;
