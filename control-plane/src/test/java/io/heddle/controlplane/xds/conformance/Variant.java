package io.heddle.controlplane.xds.conformance;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Channel;
import io.heddle.controlplane.xds.conformance.RawStream.Reading;

/** The two variants of the protocol, both aggregated. */
enum Variant {
  DELTA {
    @Override
    RawClient open(Channel channel, Node node, Reading reading) {
      return new DeltaRawClient(channel, node, reading);
    }

    @Override
    boolean takesAway(Answer answer, String name) {
      return answer.removed().contains(name);
    }
  },
  STATE_OF_THE_WORLD {
    @Override
    RawClient open(Channel channel, Node node, Reading reading) {
      return new WholeRawClient(channel, node, reading);
    }

    @Override
    boolean takesAway(Answer answer, String name) {
      return !answer.texts().containsKey(name);
    }
  };

  /** A stream on which nothing has been said. */
  abstract RawClient open(Channel channel, Node node, Reading reading);

  /** Whether an answer about listeners or clusters says that there is no such resource. */
  abstract boolean takesAway(Answer answer, String name);
}
