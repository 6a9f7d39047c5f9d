package io.heddle.controlplane.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.heddle.controlplane.model.ServiceName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mesh that a request is explained in. */
interface KnownMesh {
  /** The ports that clients can dial. */
  List<ServicePortName> ports() throws CommandFailedException;

  /** The instances, each by the name of its Service and by its own. */
  Set<ServiceName> instances() throws CommandFailedException;

  /**
   * The listener and all that it leads to, as {@code heddle proxy evaluate} reads it; empty without
   * such a listener.
   */
  Optional<ArrayNode> resources(String listener) throws CommandFailedException;
}
