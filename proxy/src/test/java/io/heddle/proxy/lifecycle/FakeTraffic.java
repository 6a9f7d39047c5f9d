package io.heddle.proxy.lifecycle;

import java.util.Set;

/** Traffic as a test wants it. */
final class FakeTraffic implements Traffic {
  private boolean quiet = true;
  private int inFlight;
  private boolean movedOn;
  private Set<String> open = Set.of();

  void busy() {
    quiet = false;
    inFlight = 3;
  }

  /** Connections are open, none carries anything. */
  void nothingInFlight() {
    quiet = false;
    inFlight = 0;
  }

  /** Connections are open of these clients, none carries anything. */
  void idleConnectionsOf(String... clientUids) {
    quiet = true;
    inFlight = 0;
    open = Set.of(clientUids);
  }

  void quiet() {
    open = Set.of();
    quiet = true;
    inFlight = 0;
  }

  @Override
  public boolean isQuietBut(Set<String> notWaitedFor) {
    return quiet && notWaitedFor.containsAll(open);
  }

  boolean wasMovedOn() {
    return movedOn;
  }

  @Override
  public void moveOn() {
    movedOn = true;
  }

  @Override
  public int inFlight() {
    return inFlight;
  }
}
