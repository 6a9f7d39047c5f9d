/** Finds out the facts that checks look at: this host, directories, a control plane's answers. */
@NullMarked
package io.heddle.controlplane.check.gather;

import org.jspecify.annotations.NullMarked;
