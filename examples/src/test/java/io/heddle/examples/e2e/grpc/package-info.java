/** A client that knows gRPC's library and nothing of Heddle. */
@NullMarked
package io.heddle.examples.e2e.grpc;

import org.jspecify.annotations.NullMarked;
