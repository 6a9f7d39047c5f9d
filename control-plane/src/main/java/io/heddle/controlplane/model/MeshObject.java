package io.heddle.controlplane.model;

/** Something that a user wrote and the mesh acts on. */
public sealed interface MeshObject permits Service, MeshRoute, EndpointSlice {
  ObjectName objectName();
}
