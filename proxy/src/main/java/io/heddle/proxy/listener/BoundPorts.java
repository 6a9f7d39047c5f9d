package io.heddle.proxy.listener;

import java.net.InetSocketAddress;
import java.util.List;

/** Where the data path listens, in the order it was asked to. */
public record BoundPorts(List<InetSocketAddress> inbound, List<InetSocketAddress> outbound) {
  public BoundPorts {
    inbound = List.copyOf(inbound);
    outbound = List.copyOf(outbound);
  }
}
