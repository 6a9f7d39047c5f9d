package io.heddle.proxy.filter.mirror;

import io.heddle.proxy.filter.mirror.MirrorObserver.Drop;
import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ClientStream;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.RequestHead;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A copy of one request, kept until all of it has come. Belongs to one event loop. */
public final class MirroredRequest {
  private final String cluster;
  private final MirroredHead head;
  private final Duration timeout;
  private final MirrorBudget budget;
  private final List<ByteBuf> parts = new ArrayList<>(1);
  private int bytes;
  private boolean over;

  MirroredRequest(String cluster, MirroredHead head, Duration timeout, MirrorBudget budget) {
    this.cluster = cluster;
    this.head = head;
    this.timeout = timeout;
    this.budget = budget;
  }

  public String cluster() {
    return cluster;
  }

  /** The route's limit on the original; zero: none. */
  public Duration timeout() {
    return timeout;
  }

  /** The length of a whole body is known, however the original's is framed. */
  public RequestHead head() {
    return head.bodyLength() == BodyLength.NONE ? head : head.withBodyLength(bytes);
  }

  /** Keeps a part that goes to the original. */
  void keep(ByteBuf part) {
    int size = part.readableBytes();
    if (over) {
      return;
    }
    if (size > budget.limits().bodyBytes() - bytes) {
      drop(Drop.TOO_LARGE);
    } else if (budget.memory().isTight()) {
      drop(Drop.OVER_MEMORY);
    } else {
      bytes += size;
      budget.memory().add(size);
      parts.add(part.retainedDuplicate());
    }
  }

  /** Was it dropped, or has it come to its end? */
  boolean isOver() {
    return over;
  }

  /** Hands the body over, and its end. */
  public void writeTo(ClientStream stream) {
    List<ByteBuf> body = List.copyOf(parts);
    forgetBody();
    body.forEach(stream::write);
    stream.finish(HeadView.EMPTY);
  }

  /** It is not sent. */
  public void drop(Drop why) {
    if (!over) {
      budget.dropped(cluster, why);
      end();
    }
  }

  /** Nothing is wanted of it any more. */
  public void end() {
    if (!over) {
      over = true;
      parts.forEach(ByteBuf::release);
      forgetBody();
      budget.end();
    }
  }

  private void forgetBody() {
    budget.memory().remove(bytes);
    bytes = 0;
    parts.clear();
  }
}
