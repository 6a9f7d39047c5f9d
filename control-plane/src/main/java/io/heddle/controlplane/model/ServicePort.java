package io.heddle.controlplane.model;

import java.util.Optional;

/**
 * A port of a service.
 *
 * @param name empty when it has none
 * @param port what clients dial
 * @param target which port of an instance serves it
 */
public record ServicePort(String name, int port, Target target, Protocol protocol) {
  public ServicePort {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: " + port + " (expected: 1-65535)");
    }
  }

  /** The instance's port that serves this one; empty: the instance does not serve it. */
  public Optional<InboundPort> servedBy(Instance instance) {
    return instance.inbound().stream().filter(target::matches).findFirst();
  }

  /** What the bytes on a port are taken for. */
  public enum Protocol {
    /** HTTP/1.1. */
    HTTP,
    /** HTTP/2 with prior knowledge, as gRPC speaks it. */
    HTTP_2,
    /** Anything: no routes apply to it. */
    TCP;

    public boolean isHttp() {
      return this != TCP;
    }
  }

  /** A Service's {@code targetPort}. */
  public sealed interface Target {
    boolean matches(InboundPort inbound);

    /** The application's port of that number. */
    record Numbered(int port) implements Target {
      @Override
      public boolean matches(InboundPort inbound) {
        return inbound.appPort() == port;
      }
    }

    /** The inbound port of that name. */
    record Named(String name) implements Target {
      @Override
      public boolean matches(InboundPort inbound) {
        return inbound.name().equals(name);
      }
    }
  }
}
