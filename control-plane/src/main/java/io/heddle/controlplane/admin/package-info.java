/** Health, metrics, config dump and REST for operators. */
@NullMarked
package io.heddle.controlplane.admin;

import org.jspecify.annotations.NullMarked;
