/** Where the instance is in its life: checks of its application, readiness, drain. */
@NullMarked
package io.heddle.proxy.lifecycle;

import org.jspecify.annotations.NullMarked;
