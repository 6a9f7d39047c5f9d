package io.heddle.proxy;

import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.filter.gate.InboundGate.State;
import io.heddle.proxy.lifecycle.Gate;
import io.heddle.proxy.lifecycle.Traffic;
import io.heddle.proxy.listener.InboundActivity;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The data path's inbound side as the lifecycle acts on it; on the control loop. */
final class DataPathGate implements Gate, Traffic {
  private final InboundGate gate;
  private final InboundActivity activity;
  private @Nullable CompletionStage<Void> quiet;

  DataPathGate(InboundGate gate, InboundActivity activity) {
    this.gate = gate;
    this.activity = activity;
  }

  @Override
  public void open() {
    gate.to(State.OPEN);
  }

  @Override
  public void announce() {
    gate.to(State.ANNOUNCING);
  }

  @Override
  public void refuse() {
    gate.to(State.REFUSING);
  }

  @Override
  public void release() {
    gate.to(State.RELEASED);
  }

  @Override
  public boolean isQuiet() {
    if (quiet == null) {
      quiet = activity.quiet();
    }
    return quiet.toCompletableFuture().isDone();
  }

  @Override
  public int inFlight() {
    return activity.inFlight();
  }
}
