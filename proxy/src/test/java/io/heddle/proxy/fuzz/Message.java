package io.heddle.proxy.fuzz;

import io.heddle.proxy.http.BodyLength;
import io.heddle.proxy.http.ForwardedHead;
import io.heddle.proxy.http.HeadEdits;
import io.heddle.proxy.http.HeadView;
import io.heddle.proxy.http.HeaderRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What of a request or a response another hop has to read as the same.
 *
 * @param start the first line's parts
 * @param length bytes, or one of {@link BodyLength}
 */
record Message(
    List<String> start, List<String> fields, long length, String body, List<String> trailers) {
  private static final String COOKIE = "cookie: ";

  Message {
    start = List.copyOf(start);
    fields = byName(fields);
    trailers = byName(trailers);
  }

  /** Only the order of those of one name means something (RFC 9110 section 5.3). */
  private static List<String> byName(List<String> fields) {
    return fields.stream()
        .sorted(Comparator.comparing(field -> field.substring(0, field.indexOf(':'))))
        .toList();
  }

  /** Those that go on to another hop, as both versions can say them. */
  static List<String> forwarded(HeadView head) {
    List<String> fields = new ArrayList<>();
    ForwardedHead.copy(head, new HeadEdits(), (name, value) -> add(fields, name, value));
    return fields;
  }

  /** Those that may follow a body. */
  static List<String> trailers(HeadView head) {
    List<String> fields = new ArrayList<>();
    head.forEachField((name, value) -> {
      if (HeaderRules.isTrailer(name)) {
        add(fields, name, value);
      }
    });
    return fields;
  }

  private static void add(List<String> fields, CharSequence name, CharSequence value) {
    String field = name.toString().toLowerCase(Locale.ROOT) + ": " + value;
    int before = field.startsWith(COOKIE) ? cookies(fields) : -1;
    if (before >= 0) {
      // HTTP/2 may cut them up, HTTP/1 must not: several are one.
      fields.set(before, fields.get(before) + "; " + value);
    } else {
      fields.add(field);
    }
  }

  private static int cookies(List<String> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).startsWith(COOKIE)) {
        return i;
      }
    }
    return -1;
  }
}
