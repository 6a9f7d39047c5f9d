package io.heddle.proxy.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value of a JSON document, and where it is.
 *
 * @param place empty: the document
 */
record JsonPart(String place, Object value) {
  /** Of an object that has no other members than these. */
  JsonPart allowing(Set<String> names) throws UnreadableInputException {
    for (Object name : object().keySet()) {
      if (!names.contains(String.valueOf(name))) {
        throw new UnreadableInputException(
            at(name) + ": unknown (expected: one of " + new TreeSet<>(names) + ")");
      }
    }
    return this;
  }

  /** Empty when it is not there, or null. */
  Optional<JsonPart> member(String name) throws UnreadableInputException {
    return Optional.ofNullable(object().get(name)).map(it -> new JsonPart(at(name), it));
  }

  String text(String name) throws UnreadableInputException {
    Optional<JsonPart> member = member(name);
    if (member.isEmpty()) {
      throw new UnreadableInputException(at(name) + ": none (expected: text)");
    }
    return member.get().text();
  }

  String text(String name, String otherwise) throws UnreadableInputException {
    Optional<JsonPart> member = member(name);
    return member.isPresent() ? member.get().text() : otherwise;
  }

  int port(String name) throws UnreadableInputException {
    Optional<JsonPart> member = member(name);
    if (member.isEmpty()) {
      return 0;
    }
    if (member.get().value instanceof Integer number && number >= 0 && number <= 65_535) {
      return number;
    }
    throw member.get().wrong("0-65535");
  }

  /** The elements of an array; none when it is not there. */
  List<JsonPart> elements(String name) throws UnreadableInputException {
    Optional<JsonPart> member = member(name);
    return member.isPresent() ? member.get().elements() : List.of();
  }

  String text() throws UnreadableInputException {
    if (value instanceof String text) {
      return text;
    }
    throw wrong("text");
  }

  UnreadableInputException wrong(String expected) {
    return new UnreadableInputException(
        (place.isEmpty() ? "input" : place)
            + ": "
            + (value instanceof Map || value instanceof List ? "nested" : value)
            + " (expected: "
            + expected
            + ")");
  }

  private List<JsonPart> elements() throws UnreadableInputException {
    if (!(value instanceof List<?> list)) {
      throw wrong("an array");
    }
    List<JsonPart> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      elements.add(new JsonPart(place + "[" + i + "]", list.get(i)));
    }
    return elements;
  }

  private Map<?, ?> object() throws UnreadableInputException {
    if (value instanceof Map<?, ?> object) {
      return object;
    }
    throw wrong("an object");
  }

  private String at(Object name) {
    return place.isEmpty() ? String.valueOf(name) : place + "." + name;
  }
}
