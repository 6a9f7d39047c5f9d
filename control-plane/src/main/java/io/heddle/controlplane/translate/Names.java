package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.Kind;
import io.heddle.controlplane.model.ObjectName;
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

  /** Of the one route of a service's table that no object is attached to. */
  static String route(ServiceName service) {
    return Kind.SERVICE.display() + "/" + service;
  }

  /** Says where the route was written: {@code HTTPRoute/shop/catalog/rules/0/matches/1}. */
  static String route(Precedence.Candidate candidate) {
    ObjectName object = candidate.route().objectName();
    return String.join("/", object.kind().display(), object.namespace(), object.name())
        + "/rules/"
        + candidate.ruleIndex()
        + "/matches/"
        + candidate.matchIndex();
  }

  static String inboundListener(String uid) {
    return "inbound/" + uid;
  }

  static String inboundCluster(int applicationPort, HttpOptions.Version version) {
    return switch (version) {
      case HTTP_1 -> "inbound|" + applicationPort + "||";
      case HTTP_2 -> "inbound|" + applicationPort + "|h2|";
    };
  }
}
