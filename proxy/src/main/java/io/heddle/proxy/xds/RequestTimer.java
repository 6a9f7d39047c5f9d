package io.heddle.proxy.xds;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a signing request whenever one is due and a session is there to carry it. */
final class RequestTimer {
  private final EventLoop loop;
  private final IdentityKeeper identity;
  private final Consumer<byte[]> session;
  private @Nullable Future<?> next;

  RequestTimer(EventLoop loop, IdentityKeeper identity, Consumer<byte[]> session) {
    this.loop = loop;
    this.identity = identity;
    this.session = session;
  }

  /** A session is open, or what is due may have changed. */
  void restart() {
    stop();
    if (identity.untilRequest().isZero()) {
      session.accept(SessionCodec.csr(identity.request()));
    }
    next = loop.schedule(this::restart, identity.untilRequest().toNanos(), TimeUnit.NANOSECONDS);
  }

  /** There is no session. */
  void stop() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }
}
