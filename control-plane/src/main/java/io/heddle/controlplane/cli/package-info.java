/** The commands of heddle that talk to a control plane or its state. */
@NullMarked
package io.heddle.controlplane.cli;

import org.jspecify.annotations.NullMarked;
