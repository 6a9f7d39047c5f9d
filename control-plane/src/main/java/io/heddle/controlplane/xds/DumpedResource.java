package io.heddle.controlplane.xds;

import com.google.protobuf.Any;

/** A resource as operators may see it; {@link KnownTypes#registry} helps to print it. */
public record DumpedResource(ResourceKey key, ClientKind kind, String version, Any content) {
  static DumpedResource of(String typeUrl, ClientKind kind, EncodedResource resource) {
    return new DumpedResource(
        new ResourceKey(typeUrl, resource.name()), kind, resource.version(), resource.content());
  }
}
