package io.heddle.controlplane.xds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told, as text. */
final class RecordingObserver implements XdsObserver {
  final List<String> events = new ArrayList<>();

  @Override
  public void streamOpened(StreamPeer peer) {
    events.add("opened " + peer.identity().uid() + " " + peer.kind());
  }

  @Override
  public void streamClosed(StreamPeer peer) {
    events.add("closed " + peer.identity().uid());
  }

  @Override
  public void sent(StreamPeer peer, String typeUrl, int resources, int sizeBytes) {
    events.add("sent " + peer.identity().uid() + " " + shortened(typeUrl) + " " + resources);
  }

  @Override
  public void sentOversized(StreamPeer peer, String typeUrl, int sizeBytes) {
    events.add("oversized " + peer.identity().uid() + " " + shortened(typeUrl));
  }

  @Override
  public void accepted(StreamPeer peer, String typeUrl) {
    events.add("accepted " + peer.identity().uid() + " " + shortened(typeUrl));
  }

  @Override
  public void rejected(StreamPeer peer, ResourceKey resource, String error) {
    events.add("rejected " + peer.identity().uid() + " " + resource.name() + ": " + error);
  }

  @Override
  public void propagated(StreamPeer peer, long generation, Duration delay) {
    events.add("propagated " + generation + " " + peer.identity().uid() + " " + delay.toMillis());
  }

  private static String shortened(String typeUrl) {
    return typeUrl.substring(typeUrl.lastIndexOf('.') + 1);
  }
}
