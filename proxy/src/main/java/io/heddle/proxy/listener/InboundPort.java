package io.heddle.proxy.listener;

import java.net.InetAddress;

/**
 * Where the mesh reaches one port of the application.
 *
 * @param meshPort 0: any free one
 */
public record InboundPort(int applicationPort, InetAddress bind, int meshPort) {}
