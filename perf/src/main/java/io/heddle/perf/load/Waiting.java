package io.heddle.perf.load;

import java.nio.ByteBuffer;

/** A request that waits for a connection. */
record Waiting(Exchange exchange, ByteBuffer request) {}
