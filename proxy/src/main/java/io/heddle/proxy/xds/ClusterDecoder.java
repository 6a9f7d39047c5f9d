package io.heddle.proxy.xds;

import io.heddle.proxy.config.ClusterConfig;
import io.heddle.proxy.config.EndpointSource;
import io.heddle.proxy.config.Transport;
import java.time.Duration;
import java.util.Optional;

/** Reads an {@code envoy.config.cluster.v3.Cluster}. */
final class ClusterDecoder {
  private static final int STATIC = 0;
  private static final int EDS = 3;
  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private ClusterDecoder() {}

  static ClusterConfig decode(ProtoMessage cluster) throws DecodeException {
    rejectPanic(cluster);
    Optional<ProtoMessage> socket = cluster.message(24, "transport_socket");
    return new ClusterConfig(
        cluster.text(1),
        source(cluster),
        socket.isEmpty() ? new Transport.Plaintext() : TransportDecoder.upstream(socket.get()),
        balance(cluster),
        connectTimeout(cluster),
        idle(cluster),
        ClusterLimitsDecoder.decode(cluster),
        version(cluster));
  }

  private static EndpointSource source(ProtoMessage cluster) throws DecodeException {
    if (cluster.has(38)) {
      throw cluster.rejected("cluster_type", "set", "type: EDS or STATIC");
    }
    return switch (cluster.integer(2)) {
      case EDS -> discovered(cluster);
      case STATIC -> {
        Optional<ProtoMessage> assignment = cluster.message(33, "load_assignment");
        yield new EndpointSource.Fixed(
            EndpointsDecoder.decode(
                assignment.orElseThrow(() -> cluster.rejected("load_assignment", "none", "one"))));
      }
      default ->
          throw cluster.rejected("type", String.valueOf(cluster.integer(2)), "EDS or STATIC");
    };
  }

  private static EndpointSource discovered(ProtoMessage cluster) throws DecodeException {
    Optional<ProtoMessage> config = cluster.message(3, "eds_cluster_config");
    String service = config.isEmpty() ? "" : config.get().text(2);
    return new EndpointSource.Discovered(service.isEmpty() ? cluster.text(1) : service);
  }

  private static ClusterConfig.Balance balance(ProtoMessage cluster) throws DecodeException {
    return switch (cluster.integer(6)) {
      case 0 -> ClusterConfig.Balance.ROUND_ROBIN;
      case 1 -> ClusterConfig.Balance.LEAST_REQUEST;
      default ->
          throw cluster.rejected(
              "lb_policy", String.valueOf(cluster.integer(6)), "ROUND_ROBIN or LEAST_REQUEST");
    };
  }

  private static Duration connectTimeout(ProtoMessage cluster) throws DecodeException {
    Duration timeout = cluster.duration(4, "connect_timeout").orElse(CONNECT_TIMEOUT);
    if (timeout.isZero()) {
      throw cluster.rejected("connect_timeout", "0s", "more than 0s");
    }
    return timeout;
  }

  private static void rejectPanic(ProtoMessage cluster) throws DecodeException {
    Optional<ProtoMessage> common = cluster.message(27, "common_lb_config");
    if (common.isEmpty()) {
      return;
    }
    Optional<ProtoMessage> threshold = common.get().message(1, "healthy_panic_threshold");
    if (threshold.isPresent() && threshold.get().real(1) != 0) {
      throw common
          .get()
          .rejected("healthy_panic_threshold", String.valueOf(threshold.get().real(1)), "0");
    }
  }

  private static Duration idle(ProtoMessage cluster) throws DecodeException {
    Optional<ProtoMessage> options = httpOptions(cluster);
    Optional<ProtoMessage> common =
        options.isEmpty()
            ? Optional.empty()
            : options.get().message(1, "common_http_protocol_options");
    return common.isEmpty() ? IDLE : common.get().duration(1, "idle_timeout").orElse(IDLE);
  }

  private static ClusterConfig.Version version(ProtoMessage cluster) throws DecodeException {
    Optional<ProtoMessage> options = httpOptions(cluster);
    Optional<ProtoMessage> explicit =
        options.isEmpty() ? Optional.empty() : options.get().message(3, "explicit_http_config");
    return explicit.isPresent() && explicit.get().has(2)
        ? ClusterConfig.Version.HTTP_2
        : ClusterConfig.Version.HTTP_1;
  }

  private static Optional<ProtoMessage> httpOptions(ProtoMessage cluster) throws DecodeException {
    Optional<ProtoMessage> options =
        cluster.entry(36, "typed_extension_protocol_options", HTTP_OPTIONS);
    if (options.isEmpty()) {
      return options;
    }
    String typeUrl = "type.googleapis.com/" + HTTP_OPTIONS;
    if (!options.get().typeUrl().equals(typeUrl)) {
      throw options.get().rejected("", options.get().typeUrl(), typeUrl);
    }
    return Optional.of(options.get().unpack());
  }
}
