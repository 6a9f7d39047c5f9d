package io.heddle.examples.mix;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Requests over HTTP, of one method, on one port. */
final class WebCaller implements Caller {
  private static final int HTTP1_CONNECTIONS = 512;
  private static final int HTTP2_CONNECTIONS = 2;
  private static final int OK = 200;

  /** Shorter than any server keeps them: closing must not cross a request. */
  private static final int KEEP_IDLE_SECONDS = 1;

  private static final int CLEANER_MILLIS = 200;

  private final Vertx vertx;
  private final HttpClient client;
  private final HttpMethod method;
  private final int port;
  private final Duration timeout;

  private WebCaller(Vertx vertx, HttpClient client, HttpMethod method, int port, Duration timeout) {
    this.vertx = vertx;
    this.client = client;
    this.method = method;
    this.port = port;
    this.timeout = timeout;
  }

  static WebCaller http1(Vertx vertx, HttpMethod method, int port, Duration timeout) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAliveTimeout(KEEP_IDLE_SECONDS);
    return new WebCaller(vertx, client(vertx, options, _ -> {}), method, port, timeout);
  }

  /** Without TLS, and without asking first whether the peer speaks it. */
  static WebCaller http2(Vertx vertx, HttpMethod method, int port, Duration timeout) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    return new WebCaller(vertx, client(vertx, options, WebCaller::heedEnd), method, port, timeout);
  }

  private static HttpClient client(
      Vertx vertx, HttpClientOptions options, Handler<HttpConnection> onConnect) {
    PoolOptions pool =
        new PoolOptions()
            .setHttp1MaxSize(HTTP1_CONNECTIONS)
            .setHttp2MaxSize(HTTP2_CONNECTIONS)
            .setCleanerPeriod(CLEANER_MILLIS);
    return vertx.httpClientBuilder().with(options).with(pool).withConnectHandler(onConnect).build();
  }

  /** Of itself the client keeps sending on a connection whose end was announced. */
  private static void heedEnd(HttpConnection connection) {
    HttpConnection _ =
        connection.goAwayHandler(_ -> {
          var _ = connection.shutdown();
        });
  }

  @Override
  public CompletionStage<String> call(Call call) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost("127.0.0.1")
            .setPort(port)
            .setURI("/orders/" + call.id())
            .setTimeout(timeout.toMillis());
    Promise<String> answer = Promise.promise();
    // On the client's thread from the start: an answer may come before another says who reads it.
    vertx.runOnContext(_ -> {
      var _ =
          client
              .request(options)
              .compose(request -> request.send(Buffer.buffer(call.body())))
              .compose(WebCaller::text)
              .onComplete(answer);
    });
    return answer.future().toCompletionStage();
  }

  private static Future<String> text(HttpClientResponse response) {
    if ("close".equalsIgnoreCase(response.getHeader(HttpHeaders.CONNECTION))) {
      // Before the end of the response, so that no other request takes the connection.
      var _ = response.request().connection().shutdown();
    }
    return response
        .body()
        .compose(body ->
            response.statusCode() == OK
                ? Future.succeededFuture(body.toString())
                : Future.failedFuture("status " + response.statusCode() + ": " + body));
  }
}
