/**
 * The demo's harness: starts the mesh, rolls a service out under load, and reconciles the counts.
 */
@NullMarked
package io.heddle.examples.demo;

import org.jspecify.annotations.NullMarked;
