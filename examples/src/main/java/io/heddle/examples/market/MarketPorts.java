package io.heddle.examples.market;

/**
 * Where a market is reached on loopback; as a market's own, 0 takes any.
 *
 * @param http HTTP/1.1 and WebSocket
 * @param h2 HTTP/2 without TLS, by prior knowledge
 */
public record MarketPorts(int http, int h2, int grpc, int tcp) {
  public MarketPorts {
    check("http", http);
    check("h2", h2);
    check("grpc", grpc);
    check("tcp", tcp);
  }

  private static void check(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(name + ": " + port + " (expected: 0-65535)");
    }
  }
}
