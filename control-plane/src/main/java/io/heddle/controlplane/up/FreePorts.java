package io.heddle.controlplane.up;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;

/** Gives each port once: the system may name one again that nobody has opened yet. */
final class FreePorts implements IntSupplier {
  private final IntSupplier system;
  private final Set<Integer> given = new HashSet<>();

  FreePorts(IntSupplier system) {
    this.system = system;
  }

  @Override
  public int getAsInt() {
    int port = system.getAsInt();
    while (!given.add(port)) {
      port = system.getAsInt();
    }
    return port;
  }
}
