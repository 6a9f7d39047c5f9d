package io.heddle.proxy.xds;

import io.heddle.proxy.config.WeightedCluster;
import java.util.ArrayList;
import java.util.List;

/** Reads where the requests of an {@code envoy.config.route.v3.RouteAction} go. */
final class WeightedClusterDecoder {
  private static final HeaderEditsDecoder.Fields REQUEST =
      new HeaderEditsDecoder.Fields("request_headers", 4, 9);
  private static final HeaderEditsDecoder.Fields RESPONSE =
      new HeaderEditsDecoder.Fields("response_headers", 5, 6);

  private WeightedClusterDecoder() {}

  static List<WeightedCluster> decode(ProtoMessage action) throws DecodeException {
    return switch (action.lastOf(1, 2, 3, 37, 39)) {
      case 1 -> List.of(new WeightedCluster(name(action, "cluster", 1), 1));
      case 3 -> weighted(action.message(3, "weighted_clusters").orElseThrow());
      default ->
          throw action.rejected("cluster_specifier", "other", "cluster or weighted_clusters");
    };
  }

  private static List<WeightedCluster> weighted(ProtoMessage split) throws DecodeException {
    List<WeightedCluster> clusters = new ArrayList<>();
    long total = 0;
    for (ProtoMessage share : split.messages(1, "clusters")) {
      long weight = share.unsigned(2, "weight", 0);
      total += weight;
      if (total > Integer.MAX_VALUE) {
        throw share.rejected(
            "weight", String.valueOf(weight), "in all at most " + Integer.MAX_VALUE);
      }
      clusters.add(share(share, (int) weight));
    }
    if (total == 0) {
      throw split.rejected("clusters", "total weight 0", "at least 1");
    }
    return clusters;
  }

  private static WeightedCluster share(ProtoMessage share, int weight) throws DecodeException {
    return new WeightedCluster(
        name(share, "name", 1),
        weight,
        HeaderEditsDecoder.decode(share, REQUEST),
        HeaderEditsDecoder.decode(share, RESPONSE),
        UriParts.authority(share, "host_rewrite_literal", 11));
  }

  /** Of a cluster. */
  static String name(ProtoMessage holder, String name, int field) throws DecodeException {
    if (holder.text(field).isEmpty()) {
      throw holder.rejected(name, "empty", "a cluster");
    }
    return holder.text(field);
  }
}
