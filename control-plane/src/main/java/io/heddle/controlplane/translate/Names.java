package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.ServiceName;

/** The names of resources, as docs/wire.md fixes them. */
final class Names {
  /** A cluster that never exists: what a share of a route without a valid backend goes to. */
  static final String INVALID_BACKEND = "heddle.io/invalid-backend";

  /** The key of metadata that is Heddle's own. */
  static final String METADATA = "heddle.io";

  private Names() {}

  static String outboundListener(ServiceName service, int port) {
    return service.host() + ":" + port;
  }

  /** Of a route table, a cluster and its endpoints. */
  static String outbound(ServiceName service, int port) {
    return "outbound|" + port + "||" + service.host();
  }

  static String inboundListener(String uid) {
    return "inbound/" + uid;
  }

  static String inboundCluster(int applicationPort) {
    return "inbound|" + applicationPort + "||";
  }
}
