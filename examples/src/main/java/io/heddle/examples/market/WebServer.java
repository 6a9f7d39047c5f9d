package io.heddle.examples.market;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The market's ports for HTTP/1.1 with WebSocket, and for HTTP/2. */
final class WebServer {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Closing an idle connection crosses a request that its client has just sent on it: clients that
   * keep idle connections for no longer than this do not see that.
   */
  private static final Duration ANNOUNCED = Duration.ofMillis(1_500);

  private final Vertx vertx;
  private final HttpServer http;
  private final HttpServer h2;
  private final Handlers handlers;

  private record Handlers(Orders orders, WebSocketEchoes webSockets, LastStreams lastStreams) {}

  private WebServer(Vertx vertx, HttpServer http, HttpServer h2, Handlers handlers) {
    this.vertx = vertx;
    this.http = http;
    this.h2 = h2;
    this.handlers = handlers;
  }

  static WebServer start(MarketPorts ports, MarketLedger ledger, String version)
      throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(1));
    Orders orders = new Orders(ledger, version);
    WebSocketEchoes webSockets = new WebSocketEchoes(ledger);
    LastStreams lastStreams = new LastStreams();
    HttpServerOptions http1 = options(ports.http()).setHttp2ClearTextEnabled(false);
    HttpServerOptions http2 = options(ports.h2()).setHttp2ClearTextEnabled(true);
    try {
      HttpServer http =
          await(
              vertx
                  .createHttpServer(http1)
                  .requestHandler(orders)
                  .webSocketHandler(webSockets)
                  .listen());
      HttpServer h2 =
          await(
              vertx
                  .createHttpServer(http2)
                  .requestHandler(orders)
                  .connectionHandler(lastStreams)
                  .listen());
      return new WebServer(vertx, http, h2, new Handlers(orders, webSockets, lastStreams));
    } catch (CompletionException e) {
      throw new IOException("listen on " + ports + ": " + e.getCause(), e);
    }
  }

  private static HttpServerOptions options(int port) {
    return new HttpServerOptions().setHost(LOOPBACK).setPort(port);
  }

  int httpPort() {
    return http.actualPort();
  }

  int h2Port() {
    return h2.actualPort();
  }

  /** Finishes the requests in flight, and closes WebSockets as one that goes away. */
  void stop(Duration bound) {
    try {
      handlers.orders().announceEnd();
      handlers.webSockets().close();
      handlers.lastStreams().announce();
      await(vertx.timer(ANNOUNCED.toMillis(), TimeUnit.MILLISECONDS));
      Future<Void> web = http.shutdown(bound.toMillis(), TimeUnit.MILLISECONDS);
      await(h2.shutdown(bound.toMillis(), TimeUnit.MILLISECONDS));
      await(web);
      await(vertx.close());
    } catch (CompletionException e) {
      System.err.println("stop: " + e.getCause());
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
