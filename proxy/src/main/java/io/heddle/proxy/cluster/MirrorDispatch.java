package io.heddle.proxy.cluster;

import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import io.heddle.proxy.filter.mirror.MirroredRequest;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.Deadlines;
import io.heddle.proxy.http.Failure;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.ResponseHandler;
import io.heddle.proxy.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a request on its way to one endpoint: tried once, and nobody hears of what is answered.
 * Belongs to one event loop.
 */
final class MirrorDispatch extends Deadlines.Deadline implements ResponseHandler, Waiter {
  private final MirroredRequest copy;
  private final Cluster cluster;
  private final ClusterEnvironment environment;
  private @Nullable EndpointState endpoint;
  private @Nullable ClientStream stream;

  MirrorDispatch(MirroredRequest copy, Cluster cluster, ClusterEnvironment environment) {
    this.copy = copy;
    this.cluster = cluster;
    this.environment = environment;
  }

  void start() {
    EndpointState chosen = cluster.choose(List.of());
    if (chosen == null) {
      copy.drop(Drop.UNREACHABLE);
      return;
    }
    endpoint = chosen;
    chosen.enter();
    limitTime();
    PooledConnection idle = chosen.takeIdle(cluster.maxIdle());
    if (idle != null) {
      begin(idle);
    } else {
      connect(chosen);
    }
  }

  private void limitTime() {
    Duration limit =
        copy.timeout().isZero() ? environment.settings().responseHead() : copy.timeout();
    if (!limit.isZero()) {
      expireAt(environment.loop().now() + limit.toNanos());
      environment.loop().deadlines().add(this);
    }
  }

  /** Not where requests would have to wait for what the copy takes. */
  private void connect(EndpointState chosen) {
    chosen.addPending(this);
    if (!cluster.hasRoom() || !cluster.await(this, chosen)) {
      drop();
    }
  }

  private void begin(PooledConnection connection) {
    ClientStream opened = connection.connection().start(copy.head(), new HeadEdits(), this);
    stream = opened;
    copy.writeTo(opened);
  }

  @Override
  public boolean onFree(PooledConnection free) {
    if (free.endpoint() != endpoint) {
      return false;
    }
    cluster.stopAwaiting(this);
    free.endpoint().removePending(this);
    begin(free);
    return true;
  }

  @Override
  public void onRoom() {
    EndpointState chosen = endpoint;
    if (chosen != null) {
      cluster.openFor(chosen);
    }
  }

  @Override
  public void onConnectFailed(String cause) {
    drop();
  }

  @Override
  public void chooseAgain() {
    drop();
  }

  @Override
  public void onInformational(ResponseHead head) {
    // Nobody waits for it.
  }

  @Override
  public void onResponse(ResponseHead head) {
    // Nobody waits for it.
  }

  @Override
  public void onResponseData(ByteBuf part) {
    part.release();
  }

  @Override
  public void onResponseEnd(HeadView trailers) {
    stream = null;
    end();
  }

  @Override
  public void onRequestWritable() {
    // All of it was handed over at once: it is small.
  }

  @Override
  public void onResponseCut(Progress progress, Failure failure, String detail) {
    stream = null;
    if (progress == Progress.NOTHING_WRITTEN) {
      drop();
    } else {
      end();
    }
  }

  @Override
  protected void onExpired() {
    if (stream == null) {
      drop();
    } else {
      end();
    }
  }

  private void drop() {
    copy.drop(Drop.UNREACHABLE);
    end();
  }

  private void end() {
    environment.loop().deadlines().remove(this);
    cluster.stopAwaiting(this);
    EndpointState left = endpoint;
    endpoint = null;
    if (left != null) {
      left.removePending(this);
      left.leave();
    }
    ClientStream open = stream;
    stream = null;
    if (open != null) {
      open.cancel();
    }
    copy.end();
  }
}
