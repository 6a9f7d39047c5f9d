/** The lifecycle of instances: drain barrier, readiness gate, convergence, report card. */
@NullMarked
package io.heddle.controlplane.rollout;

import org.jspecify.annotations.NullMarked;
