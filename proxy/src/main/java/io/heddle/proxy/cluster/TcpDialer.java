package io.heddle.proxy.cluster;

import io.heddle.proxy.http.Failure;
import io.netty.channel.Channel;

/** Finds an endpoint for an opaque connection, on one event loop. */
public final class TcpDialer {
  private final Clusters clusters;

  public TcpDialer(Clusters clusters) {
    this.clusters = clusters;
  }

  /** Starts to dial; the listener is told later, never before this returns. */
  public TcpDial dial(String clusterName, Listener listener) {
    TcpDial dial = new TcpDial(listener);
    clusters
        .environment()
        .loop()
        .eventLoop()
        .execute(() -> dial.start(clusterName, clusters.cluster(clusterName)));
    return dial;
  }

  /** Told once how dialling went. */
  public interface Listener {
    void onDialled(Channel channel);

    void onDialFailed(Failure failure, String detail);
  }
}
