package io.heddle.controlplane.translate;

import io.heddle.controlplane.model.Backend.Target;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Names the clusters behind what rules name.
 *
 * @param exists whether requests can be sent there
 */
record Clusters(Predicate<Target> exists) {
  Optional<String> find(Target target) {
    return switch (target) {
      case Target.OfService(var service, int port) when exists.test(target) ->
          Optional.of(Names.outbound(service, port));
      case Target.OfService _, Target.OfOtherKind _ -> Optional.empty();
    };
  }

  String findOrInvalid(Target target) {
    return find(target).orElse(Names.INVALID_BACKEND);
  }
}
