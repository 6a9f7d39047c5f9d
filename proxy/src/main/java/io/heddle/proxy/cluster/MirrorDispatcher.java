package io.heddle.proxy.cluster;

import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import io.heddle.proxy.filter.mirror.MirrorSender;
import io.heddle.proxy.filter.mirror.MirroredRequest;

/** Sends copies of requests to an endpoint of their cluster, on one event loop. */
public final class MirrorDispatcher implements MirrorSender {
  private final Clusters clusters;

  public MirrorDispatcher(Clusters clusters) {
    this.clusters = clusters;
  }

  @Override
  public void send(MirroredRequest copy) {
    Cluster cluster = clusters.cluster(copy.cluster());
    if (cluster == null) {
      copy.drop(Drop.UNREACHABLE);
    } else {
      new MirrorDispatch(copy, cluster, clusters.environment()).start();
    }
  }
}
