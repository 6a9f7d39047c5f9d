package io.heddle.controlplane.xds;

import com.google.protobuf.Message;
import java.util.Optional;

/**
 * A resource's new content for one kind of client.
 *
 * @param content absent: the resource is gone
 */
public record ResourceChange(ResourceKey key, ClientKind kind, Optional<Message> content) {}
