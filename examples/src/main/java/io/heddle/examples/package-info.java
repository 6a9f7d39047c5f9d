@NullMarked
package io.heddle.examples;

import org.jspecify.annotations.NullMarked;
