package io.heddle.proxy.listener;

import java.net.InetAddress;

/**
 * Where the application reaches one listener of the mesh.
 *
 * @param listener name of the listener resource
 * @param port 0: any free one
 */
public record OutboundPort(String listener, InetAddress bind, int port) {}
