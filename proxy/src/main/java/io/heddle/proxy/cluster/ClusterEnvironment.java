package io.heddle.proxy.cluster;

import io.heddle.proxy.http.ApplicationObserver;
import io.heddle.proxy.http.ConnectionObserver;

/** What every cluster of one event loop works with. */
public record ClusterEnvironment(
    LoopResources loop,
    Connector connector,
    ClientProtocols protocols,
    UpstreamSettings settings,
    ConnectionObserver observer,
    ApplicationObserver application) {}
