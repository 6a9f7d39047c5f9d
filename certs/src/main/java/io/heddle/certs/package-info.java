/** Workload identities: SPIFFE ids, certificates, the authority that signs them, renewal. */
@NullMarked
package io.heddle.certs;

import org.jspecify.annotations.NullMarked;
