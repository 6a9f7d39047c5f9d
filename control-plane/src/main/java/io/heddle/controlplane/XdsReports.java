package io.heddle.controlplane;

import io.heddle.controlplane.admin.ControlPlaneMetrics;
import io.heddle.controlplane.xds.ResourceKey;
import io.heddle.controlplane.xds.StreamPeer;
import io.heddle.controlplane.xds.XdsObserver;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, logs and passes on what the xDS server sends and hears. */
final class XdsReports implements XdsObserver {
  private static final Logger log = LoggerFactory.getLogger(XdsReports.class);

  private final ControlPlaneMetrics metrics;
  private final Prefetch prefetch;

  XdsReports(ControlPlaneMetrics metrics, Prefetch prefetch) {
    this.metrics = metrics;
    this.prefetch = prefetch;
  }

  @Override
  public void streamOpened(StreamPeer peer) {
    prefetch.opened(peer);
  }

  @Override
  public void streamClosed(StreamPeer peer) {
    prefetch.closed(peer);
  }

  @Override
  public void asked(StreamPeer peer, String typeUrl, List<String> names, Set<String> held) {
    prefetch.asked(peer, typeUrl, names, held);
  }

  @Override
  public void sent(StreamPeer peer, String typeUrl, int resources, int sizeBytes) {
    metrics.pushed(typeUrl);
  }

  @Override
  public void sentOversized(StreamPeer peer, String typeUrl, int sizeBytes) {
    log.warn(
        "{}: {} bytes of {} in one response (expected: at most 4 MiB, which gRPC clients accept)",
        peer.identity().uid(),
        sizeBytes,
        typeUrl);
  }

  @Override
  public void accepted(StreamPeer peer, String typeUrl) {
    metrics.acknowledged(typeUrl);
  }

  @Override
  public void rejected(StreamPeer peer, ResourceKey resource, String error) {
    metrics.rejected(resource.typeUrl());
    log.warn("{} rejects {}: {}", peer.identity().uid(), resource.name(), error);
  }
}
