package io.heddle.proxy.listener;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;

/**
 * Netty's epoll, which keeps a socket that wants nothing for now.
 *
 * <p>Netty 4.2.13 to 4.2.20 take such a socket out of epoll's set and believe it still there: the
 * next wish fails with ENOENT, and with it the write that waited for room. That is where a
 * connection gets to whose peer has ended its output while we still have much to send to it.
 */
final class KeptEpoll implements IoHandler {
  private final IoHandler epoll;

  private KeptEpoll(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory epoll = EpollIoHandler.newFactory();
    return executor -> new KeptEpoll(epoll.newHandler(executor));
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    return new Kept(epoll.register(handle));
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> type) {
    return epoll.isCompatible(type);
  }

  /** One socket's place in epoll's set. Before it has one, wanting nothing is left to Netty. */
  private static final class Kept implements IoRegistration {
    /** No event but errors and hang-ups, and each of these once: a mask of zero repeats them. */
    private static final EpollIoOps NOTHING = EpollIoOps.EPOLLET;

    private final IoRegistration registration;
    private boolean added;

    Kept(IoRegistration registration) {
      this.registration = registration;
    }

    @Override
    public long submit(IoOps wish) {
      if (!wish.equals(EpollIoOps.NONE)) {
        added = true;
        return registration.submit(wish);
      }
      return registration.submit(added ? NOTHING : wish);
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Netty declares it so
    public <T> T attachment() {
      return registration.attachment();
    }

    @Override
    public boolean isValid() {
      return registration.isValid();
    }

    @Override
    public boolean cancel() {
      return registration.cancel();
    }
  }
}
