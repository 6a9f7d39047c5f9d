package io.heddle.controlplane.xds;

import io.envoyproxy.envoy.config.core.v3.ControlPlane;
import io.envoyproxy.envoy.config.core.v3.Node;

/** One variant's messages: {@code Q} from the client, {@code P} to it. */
interface Codec<Q, P> {
  ControlPlane CONTROL_PLANE = ControlPlane.newBuilder().setIdentifier("heddle").build();

  Variant variant();

  Node node(Q request);

  StreamRequest read(Q request);

  P write(StreamResponse response);
}
