package io.heddle.controlplane.check.gather;

import com.sun.management.UnixOperatingSystemMXBean;
import io.heddle.controlplane.check.HostFacts;
import io.heddle.controlplane.check.HostFacts.Java;
import io.heddle.controlplane.check.HostFacts.PortRange;
import io.heddle.controlplane.check.OwnPort;
import io.netty.handler.ssl.OpenSsl;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Looks at this machine. */
public final class HostGathering {
  private static final Path BACKLOG = Path.of("/proc/sys/net/core/somaxconn");
  private static final Path PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
  private static final Path MEMORY = Path.of("/proc/meminfo");

  private HostGathering() {}

  /**
   * What can be seen of this host.
   *
   * @param wantedHome what HEDDLE_JAVA_HOME names; empty: not set
   */
  public static HostFacts gather(String wantedHome) {
    List<Long> backlog = numbers(BACKLOG);
    List<Long> range = numbers(PORTS);
    return new HostFacts(
        new Java(
            Runtime.version().feature(),
            Integer.parseInt(System.getProperty("sun.arch.data.model", "64")),
            System.getProperty("java.home", ""),
            wantedHome),
        OpenSsl.isAvailable() ? "" : String.valueOf(OpenSsl.unavailabilityCause()),
        openFileLimit(),
        availableMemory(),
        backlog.isEmpty() ? OptionalInt.empty() : OptionalInt.of(backlog.getFirst().intValue()),
        range.size() == 2
            ? Optional.of(new PortRange(range.getFirst().intValue(), range.getLast().intValue()))
            : Optional.empty(),
        Stream.of(OwnPort.WORKLOADS, OwnPort.ADMIN).filter(it -> isTaken(it.number())).toList(),
        localhost());
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException _) {
      return true;
    }
  }

  private static OptionalLong openFileLimit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        ? OptionalLong.of(system.getMaxFileDescriptorCount())
        : OptionalLong.empty();
  }

  private static OptionalLong availableMemory() {
    return lines(MEMORY).stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
        .findFirst();
  }

  private static List<Long> numbers(Path file) {
    return lines(file).stream()
        .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
        .map(Long::valueOf)
        .toList();
  }

  /** None on a system that has no such file. */
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException _) {
      return List.of();
    }
  }

  private static List<String> localhost() {
    try {
      return Arrays.stream(InetAddress.getAllByName("localhost"))
          .map(InetAddress::getHostAddress)
          .toList();
    } catch (UnknownHostException _) {
      return List.of();
    }
  }
}
