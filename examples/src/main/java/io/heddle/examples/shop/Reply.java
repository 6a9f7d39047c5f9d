package io.heddle.examples.shop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a handler answers. */
record Reply(int status, Map<String, String> headers, String text) {
  Reply {
    headers = Map.copyOf(headers);
  }

  static Reply of(int status, String text) {
    return new Reply(status, Map.of(), text);
  }

  /** An answer that says what went wrong, also where bodies are not looked at. */
  static Reply error(int status, String reason) {
    return new Reply(status, Map.of("x-load-error", reason), reason + "\n");
  }

  /** Writes it in one piece, so that it leaves in one packet. */
  void writeTo(OutputStream out, String connection) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ').append(phrase()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-type: text/plain\r\n");
    head.append("connection: ").append(connection).append("\r\n");
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, all, 0, headBytes.length);
    System.arraycopy(body, 0, all, headBytes.length, body.length);
    out.write(all);
    out.flush();
  }

  private String phrase() {
    return switch (status) {
      case 200 -> "OK";
      case 500 -> "Internal Server Error";
      case 502 -> "Bad Gateway";
      default -> "Status";
    };
  }
}
