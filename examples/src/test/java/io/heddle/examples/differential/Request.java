package io.heddle.examples.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request, written {@code METHOD TARGET | name: value | … || body}.
 *
 * @param authority empty: the name of the service that is asked
 */
record Request(String method, String target, String authority, List<Field> fields, String body) {
  Request {
    fields = List.copyOf(fields);
  }

  static Request parse(String text) {
    String[] headAndBody = text.split(" \\|\\| ", 2);
    String[] parts = headAndBody[0].split(" \\| ", -1);
    int space = parts[0].indexOf(' ');
    String authority = "";
    List<Field> fields = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Field field = Field.parse(parts[i]);
      if (field.is("host")) {
        authority = field.value();
      } else {
        fields.add(field);
      }
    }
    return new Request(
        parts[0].substring(0, space),
        parts[0].substring(space + 1),
        authority,
        fields,
        headAndBody.length == 2 ? headAndBody[1] : "");
  }

  Request withFields(List<Field> others) {
    return new Request(method, target, authority, others, body);
  }

  String authority(String service) {
    return authority.isEmpty() ? service : authority;
  }

  /** The bytes to send, in ISO-8859-1. */
  String wire(String service, String id) {
    StringBuilder wire = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    line(wire, new Field("host", authority(service)));
    line(wire, new Field(Backend.ID, id));
    fields.forEach(field -> line(wire, field));
    if (!body.isEmpty() && value("transfer-encoding").isEmpty()) {
      line(wire, new Field("content-length", Integer.toString(body.length())));
    }
    return wire.append("\r\n").append(body).toString();
  }

  private static void line(StringBuilder wire, Field field) {
    wire.append(field).append("\r\n");
  }

  Optional<String> value(String name) {
    return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(method + " " + target);
    if (!authority.isEmpty()) {
      text.append(" | host: ").append(authority);
    }
    fields.forEach(field -> text.append(" | ").append(field));
    return body.isEmpty() ? text.toString() : text.append(" || ").append(body).toString();
  }
}
