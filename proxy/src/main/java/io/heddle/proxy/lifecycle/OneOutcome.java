package io.heddle.proxy.lifecycle;

import io.netty.channel.Channel;
import java.net.ConnectException;
import java.util.function.Consumer;

/** Makes sure that a check has one outcome, whatever happens to its connection afterwards. */
final class OneOutcome {
  private final Consumer<ProbeOutcome> outcome;
  private boolean given;

  OneOutcome(Consumer<ProbeOutcome> outcome) {
    this.outcome = outcome;
  }

  void give(Channel channel, ProbeOutcome one) {
    if (!given) {
      given = true;
      var _ = channel.close();
      outcome.accept(one);
    }
  }

  void give(Channel channel, Throwable cause) {
    give(
        channel,
        cause instanceof ConnectException
            ? new ProbeOutcome.Refused(String.valueOf(cause.getMessage()))
            : new ProbeOutcome.Failed(cause.toString()));
  }
}
