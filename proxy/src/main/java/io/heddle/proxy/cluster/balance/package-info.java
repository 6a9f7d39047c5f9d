/** Which of several endpoints gets the next request; pure. */
@NullMarked
package io.heddle.proxy.cluster.balance;

import org.jspecify.annotations.NullMarked;
