@NullMarked
package io.heddle.controlplane;

import org.jspecify.annotations.NullMarked;
