/** What is known of traffic: the one implementation of the observers. */
@NullMarked
package io.heddle.proxy.telemetry;

import org.jspecify.annotations.NullMarked;
