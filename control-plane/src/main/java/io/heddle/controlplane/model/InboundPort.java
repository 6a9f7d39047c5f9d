package io.heddle.controlplane.model;

/**
 * A port of an application and the mesh port in front of it.
 *
 * @param name matches a Service's named {@code targetPort}; empty: {@code appPort} matches its
 *     number
 */
public record InboundPort(String name, int appPort, int port) {}
