package io.heddle.controlplane.xds;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.service.discovery.v3.Resource;

/** A resource as it goes on the wire: encoded once, shared by all streams. */
record EncodedResource(Resource resource, int sizeBytes) {
  static EncodedResource of(String name, String version, Any content) {
    Resource resource =
        Resource.newBuilder().setName(name).setVersion(version).setResource(content).build();
    return new EncodedResource(resource, resource.getSerializedSize());
  }

  String name() {
    return resource.getName();
  }

  /** A hash of the content: replicas and restarts agree on it. */
  String version() {
    return resource.getVersion();
  }

  Any content() {
    return resource.getResource();
  }
}
