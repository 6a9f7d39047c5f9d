package io.heddle.proxy.http;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A head made of {@code name: value} lines. */
public record TestHead(int status, long bodyLength, List<String> fields) implements ResponseHead {

  public static TestHead response(int status, long bodyLength, String... fields) {
    return new TestHead(status, bodyLength, List.of(fields));
  }

  /** Trailers, or {@link HeadView#EMPTY} when there are none. */
  public static HeadView trailers(List<String> fields) {
    return fields.isEmpty() ? HeadView.EMPTY : new TestHead(0, 0, fields);
  }

  @Override
  public @Nullable String header(String name) {
    String all =
        fields.stream()
            .filter(field -> name(field).toLowerCase(Locale.ROOT).equals(name))
            .map(TestHead::value)
            .collect(Collectors.joining(","));
    return all.isEmpty() ? null : all;
  }

  @Override
  public void forEachField(FieldVisitor visitor) {
    fields.forEach(field -> visitor.field(name(field), value(field)));
  }

  private static String name(String field) {
    return field.substring(0, field.indexOf(':'));
  }

  private static String value(String field) {
    return field.substring(field.indexOf(':') + 1).strip();
  }
}
