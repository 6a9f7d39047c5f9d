package io.heddle.controlplane.xds;

import java.util.Optional;

/** Told of changes to the resources it watches; on the mesh thread. */
interface CacheWatcher {
  /** The resource's content is another one; {@code previous} is what it was. */
  void changed(ResourceKey key, Optional<EncodedResource> previous, long generation);

  /** Everything that belongs to the generation has been told. */
  void flush();
}
