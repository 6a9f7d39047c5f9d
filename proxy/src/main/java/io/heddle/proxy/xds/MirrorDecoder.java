package io.heddle.proxy.xds;

import io.heddle.proxy.config.Mirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code request_mirror_policies} of an {@code envoy.config.route.v3.RouteAction}. */
final class MirrorDecoder {
  private MirrorDecoder() {}

  static List<Mirror> decode(ProtoMessage action) throws DecodeException {
    List<Mirror> mirrors = new ArrayList<>();
    for (ProtoMessage policy : action.messages(30, "request_mirror_policies")) {
      mirrors.add(mirror(policy));
    }
    return mirrors;
  }

  private static Mirror mirror(ProtoMessage policy) throws DecodeException {
    String cluster = WeightedClusterDecoder.name(policy, "cluster", 1);
    Optional<ProtoMessage> fraction = policy.message(3, "runtime_fraction");
    if (fraction.isEmpty()) {
      return new Mirror(cluster, 1, 1, !policy.flag(6));
    }
    ProtoMessage share =
        fraction
            .get()
            .message(1, "default_value")
            .orElseThrow(() -> fraction.get().rejected("default_value", "none", "a fraction"));
    return new Mirror(cluster, share.unsigned(1), denominator(share), !policy.flag(6));
  }

  private static int denominator(ProtoMessage share) throws DecodeException {
    return switch (share.integer(2)) {
      case 0 -> 100;
      case 1 -> 10_000;
      case 2 -> 1_000_000;
      default ->
          throw share.rejected(
              "denominator", String.valueOf(share.integer(2)), "HUNDRED, TEN_THOUSAND or MILLION");
    };
  }
}
