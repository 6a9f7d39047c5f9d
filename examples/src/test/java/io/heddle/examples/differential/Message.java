package io.heddle.examples.differential;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One HTTP/1 message as it is on the wire. */
record Message(String firstLine, List<Field> fields, String body) {
  Message {
    fields = List.copyOf(fields);
  }

  /** Whether a message without a length has a body up to the end of its connection. */
  enum Side {
    REQUEST,
    RESPONSE
  }

  /** Reads one; of responses the final one. */
  static Optional<Message> read(InputStream in, Side side, boolean hasBody) throws IOException {
    Message head = null;
    while (head == null || (side == Side.RESPONSE && head.firstLine.startsWith("HTTP/1.1 1"))) {
      Optional<String> first = line(in);
      if (first.isEmpty()) {
        return Optional.empty();
      }
      List<Field> fields = new ArrayList<>();
      String line = line(in).orElseThrow(EOFException::new);
      while (!line.isEmpty()) {
        fields.add(Field.parse(line));
        line = line(in).orElseThrow(EOFException::new);
      }
      head = new Message(first.get(), fields, "");
    }
    return Optional.of(hasBody ? head.withBody(in, side) : head);
  }

  private Message withBody(InputStream in, Side side) throws IOException {
    if (side == Side.RESPONSE && (status() == 204 || status() == 304)) {
      return this;
    }
    Optional<String> length = value("content-length");
    if (value("transfer-encoding").isPresent()) {
      return new Message(firstLine, fields, chunks(in));
    }
    if (length.isPresent()) {
      return new Message(firstLine, fields, text(in.readNBytes(Integer.parseInt(length.get()))));
    }
    return side == Side.REQUEST ? this : new Message(firstLine, fields, text(in.readAllBytes()));
  }

  private static String chunks(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(in).orElseThrow(EOFException::new).strip(), 16);
      body.append(text(in.readNBytes(size)));
      if (size == 0) {
        while (!line(in).orElse("").isEmpty()) {
          // Trailers are not compared.
        }
        return body.toString();
      }
      var _ = line(in);
    }
  }

  private static Optional<String> line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      if (next != '\r') {
        line.append((char) next);
      }
      next = in.read();
    }
    return Optional.of(line.toString());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  Optional<String> value(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
  }

  /** Of a response. */
  int status() {
    return Integer.parseInt(firstLine.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
  }

  /** Of a request. */
  String method() {
    return firstLine.substring(0, firstLine.indexOf(' ')).toUpperCase(Locale.ROOT);
  }
}
