package io.heddle.perf.load;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes requests as HTTP/1.1 bytes. */
final class RequestEncoder {
  private final String path;
  private final String[] hosts;

  RequestEncoder(LoadPlan plan) {
    this.path = plan.path();
    this.hosts = plan.targets().stream().map(RequestEncoder::authority).toArray(String[]::new);
  }

  static String authority(InetSocketAddress target) {
    String host = target.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + target.getPort();
  }

  ByteBuffer encode(Exchange exchange, byte[] body) {
    StringBuilder head = new StringBuilder(160);
    head.append(exchange.method).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("host: ").append(hosts[exchange.target]).append("\r\n");
    head.append("x-load-id: ").append(exchange.id).append("\r\n");
    if (exchange.method == Method.POST) {
      head.append("content-type: application/octet-stream\r\n");
      head.append("content-length: ").append(body.length).append("\r\n");
    }
    byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body).flip();
  }
}
