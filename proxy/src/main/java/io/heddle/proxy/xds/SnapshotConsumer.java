package io.heddle.proxy.xds;

import io.heddle.proxy.config.SnapshotTarget;
import io.heddle.proxy.config.WarmingConnector;

/** What the client needs of the data path. */
public record SnapshotConsumer(SnapshotTarget target, WarmingConnector warming, ListenerUse use) {}
