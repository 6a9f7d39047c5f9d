/** What the mesh consists of, as immutable records. Imports the JDK and certs only. */
@NullMarked
package io.heddle.controlplane.model;

import org.jspecify.annotations.NullMarked;
