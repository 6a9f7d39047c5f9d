package io.heddle.proxy;

import io.heddle.proxy.admin.AdminServer;
import io.heddle.proxy.admin.Pages;
import io.heddle.proxy.listener.BoundPorts;
import io.heddle.proxy.listener.DataPath;
import io.heddle.proxy.listener.InboundPort;
import io.heddle.proxy.listener.OutboundPort;
import io.heddle.proxy.xds.Claims;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The data path's ports: opened where they were last time, if the choice is ours. */
final class Ports {
  private final ProxyConfig.Ports config;
  private final PortMemory memory;
  private final BoundPorts bound;

  private Ports(ProxyConfig.Ports config, PortMemory memory, BoundPorts bound) {
    this.config = config;
    this.memory = memory;
    this.bound = bound;
  }

  static Ports open(ProxyConfig.Ports config, PortMemory memory, DataPath dataPath)
      throws IOException {
    Ports ports = new Ports(config, memory, start(config, memory, dataPath));
    for (int i = 0; i < config.inbound().size(); i++) {
      memory.picked(name(config.inbound().get(i)), ports.bound.inbound().get(i).getPort());
    }
    for (int i = 0; i < config.outbound().size(); i++) {
      memory.picked(name(config.outbound().get(i)), ports.bound.outbound().get(i).getPort());
    }
    return ports;
  }

  private static BoundPorts start(ProxyConfig.Ports config, PortMemory memory, DataPath dataPath)
      throws IOException {
    try {
      return start(config, dataPath, memory::preferred);
    } catch (IOException _) {
      // A port that was picked last time may be someone else's now.
      return start(config, dataPath, (_, asked) -> asked);
    }
  }

  private static BoundPorts start(ProxyConfig.Ports config, DataPath dataPath, Choice choice)
      throws IOException {
    List<InboundPort> inbound = new ArrayList<>();
    for (InboundSpec spec : config.inbound()) {
      inbound.add(
          new InboundPort(
              spec.applicationPort(), config.bind(), choice.port(name(spec), spec.meshPort())));
    }
    List<OutboundPort> outbound = new ArrayList<>();
    for (OutboundSpec spec : config.outbound()) {
      outbound.add(
          new OutboundPort(
              spec.localName(),
              InetAddress.getLoopbackAddress(),
              choice.port(name(spec), spec.localPort())));
    }
    return dataPath.start(inbound, outbound);
  }

  /** Opens a server for operators; {@code name} says which in what goes wrong. */
  AdminServer openAdmin(String name, HostPort address, ControlLoop control, Pages pages)
      throws IOException {
    InetSocketAddress resolved = address.resolved();
    if (resolved.isUnresolved()) {
      throw new IOException(name + ": " + address.host() + ": unknown host");
    }
    AdminServer server;
    try {
      int port = memory.preferred(name, address.port());
      server =
          AdminServer.open(
              control.group(), new InetSocketAddress(resolved.getAddress(), port), pages);
    } catch (IOException _) {
      server = AdminServer.open(control.group(), resolved, pages);
    }
    memory.picked(name, server.address().getPort());
    return server;
  }

  /** What the control plane is told. */
  List<Claims.InboundPort> claims() {
    List<Claims.InboundPort> claims = new ArrayList<>();
    for (int i = 0; i < config.inbound().size(); i++) {
      InboundSpec spec = config.inbound().get(i);
      int port = bound.inbound().get(i).getPort();
      claims.add(new Claims.InboundPort(spec.name(), spec.applicationPort(), port));
    }
    return claims;
  }

  /** For the line that says that the sidecar is ready. */
  String describe() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < config.inbound().size(); i++) {
      text.append(" inbound ").append(config.inbound().get(i).applicationPort()).append('=');
      text.append(text(bound.inbound().get(i)));
    }
    for (int i = 0; i < config.outbound().size(); i++) {
      text.append(" outbound ").append(config.outbound().get(i).localName()).append('=');
      text.append(text(bound.outbound().get(i)));
    }
    return text.toString();
  }

  static String text(InetSocketAddress address) {
    return new HostPort(address.getAddress().getHostAddress(), address.getPort()).toString();
  }

  private static String name(InboundSpec spec) {
    return "inbound:" + spec.applicationPort();
  }

  private static String name(OutboundSpec spec) {
    return "outbound:" + spec.localName();
  }

  private interface Choice {
    int port(String name, int asked);
  }
}
