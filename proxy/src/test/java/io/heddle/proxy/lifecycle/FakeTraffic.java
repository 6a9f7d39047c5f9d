package io.heddle.proxy.lifecycle;

/** Traffic as a test wants it. */
final class FakeTraffic implements Traffic {
  private boolean quiet = true;
  private int inFlight;

  void busy() {
    quiet = false;
    inFlight = 3;
  }

  /** Connections are open, none carries anything. */
  void nothingInFlight() {
    quiet = false;
    inFlight = 0;
  }

  void quiet() {
    quiet = true;
    inFlight = 0;
  }

  @Override
  public boolean isQuiet() {
    return quiet;
  }

  @Override
  public int inFlight() {
    return inFlight;
  }
}
