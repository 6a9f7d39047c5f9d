package io.heddle.controlplane.check;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The machine, and what Heddle runs on. Empty is what this system does not say.
 *
 * @param nativeTls why BoringSSL cannot be loaded; empty: it can
 * @param localhost addresses that the name stands for
 * @param unreservedPorts that outgoing connections may take
 * @param takenPorts of those that a control plane listens on by default
 */
public record HostFacts(
    Java java,
    String nativeTls,
    OptionalLong openFileLimit,
    OptionalLong availableMemoryBytes,
    OptionalInt listenBacklog,
    Optional<PortRange> unreservedPorts,
    List<OwnPort> takenPorts,
    List<String> localhost) {
  public HostFacts {
    takenPorts = List.copyOf(takenPorts);
    localhost = List.copyOf(localhost);
  }

  /**
   * The JDK that the launcher chose.
   *
   * @param wantedHome what HEDDLE_JAVA_HOME names; empty: not set
   */
  public record Java(int version, int bits, String home, String wantedHome) {}

  /** Both ends are part of it. */
  public record PortRange(int first, int last) {
    int size() {
      return last - first + 1;
    }

    boolean contains(int port) {
      return first <= port && port <= last;
    }
  }
}
