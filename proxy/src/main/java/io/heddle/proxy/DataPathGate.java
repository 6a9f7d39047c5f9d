package io.heddle.proxy;

import io.heddle.proxy.filter.gate.InboundGate;
import io.heddle.proxy.filter.gate.InboundGate.State;
import io.heddle.proxy.lifecycle.Gate;
import io.heddle.proxy.lifecycle.Traffic;
import io.heddle.proxy.listener.DataPath;
import io.heddle.proxy.listener.InboundActivity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The data path's inbound side as the lifecycle acts on it; on the control loop. */
final class DataPathGate implements Gate, Traffic {
  private final DataPath dataPath;
  private final InboundGate gate;
  private final InboundActivity activity;
  private final Map<Set<String>, CompletableFuture<Void>> quiet = new HashMap<>();

  DataPathGate(DataPath dataPath) {
    this.dataPath = dataPath;
    this.gate = dataPath.gate();
    this.activity = dataPath.activity();
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
  public boolean isQuietBut(Set<String> notWaitedFor) {
    return quiet.computeIfAbsent(notWaitedFor, activity::quietBut).isDone();
  }

  @Override
  public void moveOn() {
    dataPath.moveOn();
  }

  @Override
  public int inFlight() {
    return activity.inFlight();
  }
}
