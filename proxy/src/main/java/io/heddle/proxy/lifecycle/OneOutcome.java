package io.heddle.proxy.lifecycle;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.net.ConnectException;
import java.util.function.Consumer;

/**
 * Makes sure that a check has one outcome, on the control loop, whatever becomes of its connection:
 * a socket that cannot even be made fails elsewhere.
 */
final class OneOutcome {
  private final EventLoop loop;
  private final Consumer<ProbeOutcome> outcome;
  private boolean given;

  OneOutcome(EventLoop loop, Consumer<ProbeOutcome> outcome) {
    this.loop = loop;
    this.outcome = outcome;
  }

  void give(Channel channel, ProbeOutcome one) {
    if (loop.inEventLoop()) {
      giveOnLoop(channel, one);
    } else {
      loop.execute(() -> giveOnLoop(channel, one));
    }
  }

  void give(Channel channel, Throwable cause) {
    give(
        channel,
        cause instanceof ConnectException
            ? new ProbeOutcome.Refused(String.valueOf(cause.getMessage()))
            : new ProbeOutcome.Failed(cause.toString()));
  }

  private void giveOnLoop(Channel channel, ProbeOutcome one) {
    if (given) {
      return;
    }
    given = true;
    if (channel.isRegistered()) {
      var _ = channel.close();
    }
    outcome.accept(one);
  }
}
