@NullMarked
package io.heddle.certs;

import org.jspecify.annotations.NullMarked;
