package io.heddle.examples.market;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running market: its servers, one a protocol. */
public final class Market {
  private final WebServer web;
  private final GrpcServer grpc;
  private final TcpEcho tcp;

  private Market(WebServer web, GrpcServer grpc, TcpEcho tcp) {
    this.web = web;
    this.grpc = grpc;
    this.tcp = tcp;
  }

  /** Returns when all its ports listen. */
  public static Market start(
      MarketPorts ports, MarketLedger ledger, String version, InstantSource clock)
      throws IOException {
    TcpEcho tcp = new TcpEcho(ports.tcp(), ledger);
    GrpcServer grpc = GrpcServer.start(ports.grpc(), ledger, version, clock);
    WebServer web = WebServer.start(ports, ledger, version);
    return new Market(web, grpc, tcp);
  }

  public MarketPorts ports() {
    return new MarketPorts(web.httpPort(), web.h2Port(), grpc.port(), tcp.port());
  }

  /** Ends politely: nothing that was taken on is lost; returns when all is over, or bound has. */
  public void stop(Duration bound) {
    List<Runnable> stops =
        List.of(() -> web.stop(bound), () -> grpc.stop(bound), () -> tcp.stop(bound));
    CompletableFuture<?>[] stopped =
        stops.stream()
            .map(stop -> CompletableFuture.runAsync(stop, Thread::startVirtualThread))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(stopped).join();
  }
}
