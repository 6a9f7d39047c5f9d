package io.heddle.controlplane.files;

import io.heddle.controlplane.model.ServicePort.Protocol;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Decides what the bytes on a service's port are taken for. */
final class Protocols {
  /** A WebSocket begins as a request; gRPC-Web is made for HTTP/1.1. */
  private static final Set<String> HTTP = Set.of("http", "http1", "kubernetes.io/ws", "grpc-web");

  private static final Set<String> HTTP_2 = Set.of("http2", "h2c", "grpc", "kubernetes.io/h2c");

  /** Names that say what is spoken on a port; any other says nothing. */
  private static final Set<String> OPAQUE =
      Set.of("tcp", "tls", "https", "mongo", "mysql", "redis", "postgres");

  private Protocols() {}

  /** By the port's {@code appProtocol}. */
  static Protocol ofField(Field field) {
    String text = field.string().toLowerCase(Locale.ROOT);
    if (HTTP_2.contains(text)) {
      return Protocol.HTTP_2;
    }
    return HTTP.contains(text) || text.isEmpty() ? Protocol.HTTP : Protocol.TCP;
  }

  /** By the port's name up to its first dash: {@code tcp-metrics} is TCP. */
  static Protocol ofPortName(String name) {
    int dash = name.indexOf('-');
    String prefix = dash < 0 ? name : name.substring(0, dash);
    if (HTTP_2.contains(prefix) && !isGrpcWeb(name)) {
      return Protocol.HTTP_2;
    }
    return OPAQUE.contains(prefix) ? Protocol.TCP : Protocol.HTTP;
  }

  private static boolean isGrpcWeb(String name) {
    return name.equals("grpc-web") || name.startsWith("grpc-web-");
  }

  /** Whether the port's {@code protocol} is TCP; says so when it is not. */
  static boolean isTcp(Field field) {
    boolean tcp = field.oneOf(Map.of("TCP", true, "UDP", false, "SCTP", false), true);
    if (!tcp) {
      field.report().ignored(field, field.shown() + " is not carried, port ignored");
    }
    return tcp;
  }
}
