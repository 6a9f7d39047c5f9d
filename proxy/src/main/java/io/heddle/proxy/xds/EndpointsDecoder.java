package io.heddle.proxy.xds;

import io.heddle.proxy.config.Endpoint;
import io.heddle.proxy.config.EndpointSet;
import io.netty.util.NetUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an {@code envoy.config.endpoint.v3.ClusterLoadAssignment}. */
final class EndpointsDecoder {
  private EndpointsDecoder() {}

  static EndpointSet decode(ProtoMessage assignment) throws DecodeException {
    List<Endpoint> endpoints = new ArrayList<>();
    for (ProtoMessage locality : assignment.messages(2, "endpoints")) {
      Optional<ProtoMessage> place = locality.message(1, "locality");
      String zone = place.isEmpty() ? "" : place.get().text(2);
      for (ProtoMessage endpoint : locality.messages(2, "lb_endpoints")) {
        endpoints.add(endpoint(endpoint, zone));
      }
    }
    return new EndpointSet(endpoints);
  }

  private static Endpoint endpoint(ProtoMessage endpoint, String zone) throws DecodeException {
    ProtoMessage socket = socketAddress(endpoint);
    String host = socket.text(2);
    if (!NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host)) {
      throw socket.rejected("address", host, "an IP address");
    }
    long port = socket.unsigned(3);
    if (port < 1 || port > 65_535) {
      throw socket.rejected("port_value", String.valueOf(port), "1-65535");
    }
    Optional<ProtoMessage> metadata = HeddleMetadata.of(endpoint.message(3, "metadata"));
    String uid = metadata.isEmpty() ? "" : HeddleMetadata.text(metadata.get(), "uid");
    String state = metadata.isEmpty() ? "" : HeddleMetadata.text(metadata.get(), "state");
    return new Endpoint(host, (int) port, health(endpoint), state(state), uid, zone);
  }

  private static ProtoMessage socketAddress(ProtoMessage holder) throws DecodeException {
    ProtoMessage endpoint = required(holder, 1, "endpoint");
    ProtoMessage address = required(endpoint, 1, "address");
    return required(address, 1, "socket_address");
  }

  private static ProtoMessage required(ProtoMessage holder, int field, String name)
      throws DecodeException {
    return holder
        .message(field, name)
        .orElseThrow(() -> holder.rejected(name, "none", "endpoint.address.socket_address"));
  }

  private static Endpoint.Health health(ProtoMessage endpoint) throws DecodeException {
    return switch (endpoint.integer(2)) {
      // Nobody checks it: Envoy sends there too.
      case 0, 1 -> Endpoint.Health.HEALTHY;
      case 2, 4 -> Endpoint.Health.UNHEALTHY;
      case 3 -> Endpoint.Health.DRAINING;
      default ->
          throw endpoint.rejected(
              "health_status",
              String.valueOf(endpoint.integer(2)),
              "HEALTHY, UNHEALTHY, DRAINING or TIMEOUT");
    };
  }

  /** A state that a newer control plane knows is unknown here; the health status still counts. */
  private static Endpoint.State state(String state) {
    return switch (state) {
      case "warming" -> Endpoint.State.WARMING;
      case "serving" -> Endpoint.State.SERVING;
      case "draining" -> Endpoint.State.DRAINING;
      default -> Endpoint.State.UNKNOWN;
    };
  }
}
