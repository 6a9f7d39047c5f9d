package io.heddle.examples.market;

import java.util.Arrays;
import java.util.Optional;

/** A way to use the market; a ledger's line names the one by which the market was asked. */
public enum Kind {
  HTTP1_GET("http1-get"),
  HTTP1_POST("http1-post"),
  HTTP2_GET("http2-get"),
  HTTP2_POST("http2-post"),
  GRPC_UNARY("grpc-unary"),
  GRPC_SERVER_STREAM("grpc-server-stream"),
  GRPC_BIDI("grpc-bidi"),
  WEBSOCKET("websocket"),
  TCP("tcp");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /** As reports, ledgers and ids name it. */
  public String label() {
    return label;
  }

  /** True for what lasts and exchanges many messages. */
  public boolean isSession() {
    return switch (this) {
      case HTTP1_GET, HTTP1_POST, HTTP2_GET, HTTP2_POST, GRPC_UNARY -> false;
      case GRPC_SERVER_STREAM, GRPC_BIDI, WEBSOCKET, TCP -> true;
    };
  }

  /** True if the mesh may execute it again by itself: it changes nothing. */
  public boolean isRepeatable() {
    return switch (this) {
      case HTTP1_GET, HTTP2_GET -> true;
      case HTTP1_POST, HTTP2_POST, GRPC_UNARY, GRPC_SERVER_STREAM, GRPC_BIDI, WEBSOCKET, TCP ->
          false;
    };
  }

  /** Empty if no kind has that label. */
  public static Optional<Kind> of(String label) {
    return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
  }
}
