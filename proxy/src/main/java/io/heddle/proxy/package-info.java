@NullMarked
package io.heddle.proxy;

import org.jspecify.annotations.NullMarked;
