package io.heddle.examples.market;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Answers {@code /orders/ID} by {@code ID VERSION}, a line feed, and the request's body. */
final class Orders implements Handler<HttpServerRequest> {
  static final String PATH = "/orders/";

  private final MarketLedger ledger;
  private final String version;
  private volatile boolean stopping;

  Orders(MarketLedger ledger, String version) {
    this.ledger = ledger;
    this.version = version;
  }

  /** From now on, HTTP/1.1 clients are told to send their next requests on other connections. */
  void announceEnd() {
    stopping = true;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    if (path.equals("/healthz")) {
      int status = version.equals(MarketOptions.BROKEN) ? 500 : 200;
      var _ = request.response().setStatusCode(status).end();
    } else if (path.startsWith(PATH)) {
      String id = path.substring(PATH.length());
      var _ =
          request
              .body()
              .onSuccess(body -> {
                ledger.executed(id, kind(request));
                answer(request, id + ' ' + version + '\n' + body);
              });
    } else {
      var _ = request.response().setStatusCode(404).end();
    }
  }

  private void answer(HttpServerRequest request, String text) {
    HttpServerResponse response = request.response();
    if (stopping && request.version() == HttpVersion.HTTP_1_1) {
      var _ = response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      var _ = response.end(text).onComplete(_ -> request.connection().close());
    } else {
      var _ = response.end(text);
    }
  }

  private static Kind kind(HttpServerRequest request) {
    boolean changes = request.method().equals(HttpMethod.POST);
    if (request.version() == HttpVersion.HTTP_2) {
      return changes ? Kind.HTTP2_POST : Kind.HTTP2_GET;
    }
    return changes ? Kind.HTTP1_POST : Kind.HTTP1_GET;
  }
}
