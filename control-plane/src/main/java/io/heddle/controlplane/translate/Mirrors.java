package io.heddle.controlplane.translate;

import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;
import io.heddle.controlplane.model.Mirror;
import java.util.List;

/** Where copies of requests go. */
final class Mirrors {
  private static final int ONE_PERCENT = Mirror.ALL / 100;

  private Mirrors() {}

  /** Those that get anything, and exist. */
  static List<RequestMirrorPolicy> translate(List<Mirror> mirrors, Clusters clusters) {
    return mirrors.stream()
        .filter(mirror -> mirror.partsPerMillion() > 0)
        .flatMap(mirror ->
            clusters.find(mirror.target()).stream().map(cluster -> policy(mirror, cluster)))
        .toList();
  }

  private static RequestMirrorPolicy policy(Mirror mirror, String cluster) {
    RequestMirrorPolicy.Builder policy =
        RequestMirrorPolicy.newBuilder().setCluster(cluster).setDisableShadowHostSuffixAppend(true);
    if (mirror.partsPerMillion() < Mirror.ALL) {
      policy.setRuntimeFraction(
          RuntimeFractionalPercent.newBuilder().setDefaultValue(part(mirror.partsPerMillion())));
    }
    return policy.build();
  }

  private static FractionalPercent part(int partsPerMillion) {
    return partsPerMillion % ONE_PERCENT == 0
        ? part(partsPerMillion / ONE_PERCENT, DenominatorType.HUNDRED)
        : part(partsPerMillion, DenominatorType.MILLION);
  }

  private static FractionalPercent part(int numerator, DenominatorType denominator) {
    return FractionalPercent.newBuilder()
        .setNumerator(numerator)
        .setDenominator(denominator)
        .build();
  }
}
