package io.heddle.controlplane.identity;

import io.heddle.controlplane.model.InboundPort;
import io.heddle.v1.Hello;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the form of what {@code Hello} claims. */
final class ClaimsReader {
  private static final Pattern UID = Pattern.compile("[a-z0-9-]{1,64}");
  private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9-]{0,63}");
  private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9._/-]{0,128}");
  private static final int MAX_PORTS = 64;
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);
  private static final Duration MAX_GRACE = Duration.ofHours(1);

  private ClaimsReader() {}

  static boolean isUid(String text) {
    return UID.matcher(text).matches();
  }

  /** {@code peer} is where the connection comes from, for who advertises no address. */
  static WorkloadSession.Claims read(Hello hello, Optional<SocketAddress> peer)
      throws RefusedException {
    require(
        isUid(hello.getInstanceUid()),
        "instance_uid",
        hello.getInstanceUid(),
        "1-64 of a-z, 0-9, '-'");
    require(
        hello.getSchemaVersion() >= 1, "schema_version", hello.getSchemaVersion(), "at least 1");
    require(ZONE.matcher(hello.getZone()).matches(), "zone", hello.getZone(), "a short name");
    return new WorkloadSession.Claims(
        ports(hello),
        hello.getZone(),
        hello.getSchemaVersion(),
        address(hello, peer),
        grace(hello));
  }

  private static List<InboundPort> ports(Hello hello) throws RefusedException {
    require(hello.getInboundCount() <= MAX_PORTS, "inbound", hello.getInboundCount(), "at most 64");
    List<InboundPort> ports = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (io.heddle.v1.InboundPort port : hello.getInboundList()) {
      require(isPort(port.getAppPort()), "inbound.app_port", port.getAppPort(), "1-65535");
      require(isPort(port.getPort()), "inbound.port", port.getPort(), "1-65535");
      require(seen.add(port.getPort()), "inbound.port", port.getPort(), "each once");
      require(
          PORT_NAME.matcher(port.getName()).matches(),
          "inbound.name",
          port.getName(),
          "a port's name, or empty");
      ports.add(new InboundPort(port.getName(), port.getAppPort(), port.getPort()));
    }
    return ports;
  }

  private static boolean isPort(int port) {
    return port >= 1 && port <= 65_535;
  }

  private static String address(Hello hello, Optional<SocketAddress> peer) throws RefusedException {
    String advertised = hello.getAdvertise();
    if (advertised.isEmpty()) {
      if (peer.isPresent() && peer.get() instanceof InetSocketAddress internet) {
        return NetUtil.toAddressString(internet.getAddress());
      }
      throw refused("advertise", "none", "an IP address: the connection has none");
    }
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(advertised);
    require(
        bytes != null && !advertised.contains("%") && !isUnspecified(bytes),
        "advertise",
        advertised,
        "an IP address");
    return advertised;
  }

  private static boolean isUnspecified(byte[] address) {
    for (byte part : address) {
      if (part != 0) {
        return false;
      }
    }
    return true;
  }

  private static Duration grace(Hello hello) throws RefusedException {
    Duration grace = Duration.ofMillis(hello.getGraceMillis());
    require(
        !grace.isNegative() && grace.compareTo(MAX_GRACE) <= 0,
        "grace_millis",
        hello.getGraceMillis(),
        "0 to 1 hour");
    return grace.isZero() ? DEFAULT_GRACE : grace;
  }

  private static void require(boolean holds, String what, Object value, String expected)
      throws RefusedException {
    if (!holds) {
      throw refused(what, value, expected);
    }
  }

  private static RefusedException refused(String what, Object value, String expected) {
    String text = String.valueOf(value);
    String shortened = text.length() <= 80 ? text : text.substring(0, 80) + "...";
    return new RefusedException(
        RefusalReason.HELLO_INVALID,
        "Hello." + what + ": " + shortened + " (expected: " + expected + ")");
  }
}
