/** Who a connection is: attestation, sessions, certificate signing and pushing. */
@NullMarked
package io.heddle.controlplane.identity;

import org.jspecify.annotations.NullMarked;
