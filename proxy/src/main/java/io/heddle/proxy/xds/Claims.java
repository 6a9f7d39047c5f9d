package io.heddle.proxy.xds;

import java.time.Duration;
import java.util.List;

/**
 * What an instance says of itself when a session begins.
 *
 * @param zone may be empty
 * @param advertise IP address where clients reach the inbound ports; empty: the address that the
 *     control plane sees
 * @param grace time from being asked to stop until the instance is killed
 */
public record Claims(List<InboundPort> inbound, String zone, String advertise, Duration grace) {
  public Claims {
    inbound = List.copyOf(inbound);
  }

  /**
   * A port of the application, and the mesh port in front of it.
   *
   * @param name of the Service's named target port; may be empty
   */
  public record InboundPort(String name, int appPort, int port) {}
}
