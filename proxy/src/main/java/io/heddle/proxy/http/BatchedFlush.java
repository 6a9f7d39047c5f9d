package io.heddle.proxy.http;

import io.netty.channel.Channel;

/**
 * Flushes a channel once after everything that its event loop has read in this turn: tasks run
 * after I/O, so all writes of a turn leave in one flush.
 */
public class BatchedFlush implements Runnable {
  private final Channel channel;
  private boolean scheduled;

  public BatchedFlush(Channel channel) {
    this.channel = channel;
  }

  public final void request() {
    if (!scheduled) {
      scheduled = true;
      channel.eventLoop().execute(this);
    }
  }

  @Override
  public final void run() {
    scheduled = false;
    beforeFlush();
    channel.flush();
  }

  /** Called when what was written is about to be handed to the socket. */
  protected void beforeFlush() {
    // Nothing by default.
  }
}
