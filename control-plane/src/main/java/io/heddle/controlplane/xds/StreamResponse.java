package io.heddle.controlplane.xds;

import java.util.List;

/** What is sent on a stream, in either variant of the protocol. */
record StreamResponse(
    String typeUrl, String nonce, List<EncodedResource> resources, List<String> removed) {}
