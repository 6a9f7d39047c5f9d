/** The demo application: plain HTTP services on the JDK alone, which know nothing of Heddle. */
@NullMarked
package io.heddle.examples.shop;

import org.jspecify.annotations.NullMarked;
