/** What is looked at on an installation, as pure functions of facts that were gathered before. */
@NullMarked
package io.heddle.controlplane.check;

import org.jspecify.annotations.NullMarked;
