package io.heddle.controlplane.rollout;

import io.heddle.controlplane.xds.Holders;
import io.heddle.controlplane.xds.Holders.Holder;
import io.heddle.controlplane.xds.ResourceKey;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whom something waits for: one proxy, whoever else there is. With a thousand of them, and each
 * acknowledgement a reason to look, the others are looked at only when this one has done its part.
 */
final class Awaited {
  private Optional<Holder> one = Optional.empty();
  private String name = "";

  /** Whether there is anybody among those that hold the resources. */
  boolean isAnyone(
      Holders holders, Collection<ResourceKey> resources, Predicate<Holder> isAwaited) {
    one =
        one.flatMap(before -> holders.again(before, resources))
            .filter(isAwaited)
            .or(() -> last(holders, resources, isAwaited));
    one.ifPresent(holder -> name = holder.uid());
    return one.isPresent();
  }

  /** Who is told last, will most often be the last to have done it. */
  private static Optional<Holder> last(
      Holders holders, Collection<ResourceKey> resources, Predicate<Holder> isAwaited) {
    return holders.of(resources).stream().filter(isAwaited).reduce((_, later) -> later);
  }

  /** The last that was waited for; empty: nobody was. */
  String name() {
    return name;
  }
}
