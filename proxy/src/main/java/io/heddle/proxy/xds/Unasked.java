package io.heddle.proxy.xds;

import io.heddle.proxy.xds.DeltaResponse.DeltaResource;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server sends without being asked, still in bytes. Some servers send all listeners and
 * clusters whatever is asked for, and take what was sent once for known: asked for it later, they
 * do not answer. For one stream, confined to its event loop.
 */
final class Unasked {
  static final int MAX_BYTES = 4 << 20;

  /** The types that the protocol lets a server send whole. */
  private static final Set<ResourceType> CAN_BE_WHOLE =
      EnumSet.of(ResourceType.LISTENER, ResourceType.CLUSTER);

  private final int maxBytes;
  private final Map<ResourceKey, DeltaResource> kept = new HashMap<>();
  private final Set<ResourceType> whole = EnumSet.noneOf(ResourceType.class);
  private int bytes;
  private int withoutRoom;

  /** {@code maxBytes} is for all resources together; 0 is for servers that send what is asked. */
  Unasked(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Takes over what a response says, whether it was asked for or not. */
  void add(ResourceType type, DeltaResponse response, Set<String> asked) {
    if (maxBytes == 0 || !CAN_BE_WHOLE.contains(type)) {
      return;
    }
    response.removed().forEach(name -> forget(new ResourceKey(type, name)));
    for (DeltaResource resource : response.resources()) {
      if (!asked.contains(resource.name())) {
        whole.add(type);
      }
      keep(new ResourceKey(type, resource.name()), resource);
    }
  }

  private void keep(ResourceKey key, DeltaResource resource) {
    forget(key);
    if (bytes + resource.bytes().length > maxBytes) {
      withoutRoom++;
      return;
    }
    kept.put(key, resource);
    bytes += resource.bytes().length;
  }

  Optional<DeltaResource> find(ResourceKey key) {
    return Optional.ofNullable(kept.get(key));
  }

  /** The server is told that it is not wanted, and answers when it is asked again. */
  void forget(ResourceKey key) {
    @Nullable DeltaResource before = kept.remove(key);
    if (before != null) {
      bytes -= before.bytes().length;
    }
  }

  /** Does the server send the type whole, and so never again what it was told is not wanted? */
  boolean isWhole(ResourceType type) {
    return whole.contains(type);
  }

  /** How many were not kept since the last call; they will be asked for in vain. */
  int takeWithoutRoom() {
    int count = withoutRoom;
    withoutRoom = 0;
    return count;
  }
}
