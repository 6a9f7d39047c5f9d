package io.heddle.controlplane.model;

/**
 * What is wrong with something that a user wrote, and where.
 *
 * @param object such as {@code HTTPRoute/shop}; empty when it cannot be told
 * @param field path inside the object; empty: the object as a whole
 * @param suggestion what was probably meant; empty when nobody can guess
 */
public record Problem(
    Reason reason, Place place, String object, String field, String message, String suggestion) {

  public boolean isError() {
    return reason != Reason.IGNORED;
  }

  /** {@code routes.yaml:14 HTTPRoute/shop spec.rules[0]: what is wrong (did you mean "that"?)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(place.toString());
    if (!object.isEmpty()) {
      text.append(' ').append(object);
    }
    if (!field.isEmpty()) {
      text.append(' ').append(field);
    }
    text.append(": ").append(message);
    if (!suggestion.isEmpty()) {
      text.append(" (did you mean \"").append(suggestion).append("\"?)");
    }
    return text.toString();
  }

  /** A line of a file. */
  public record Place(String file, int line) {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** Why, as a condition says it. */
  public enum Reason {
    /** The object cannot be what it says it is. */
    INVALID("Invalid"),
    /** The object is right, but this mesh cannot do what it asks. */
    UNSUPPORTED_VALUE("UnsupportedValue"),
    /** A part of it has no effect; the rest is in force. */
    IGNORED("Ignored"),
    NO_MATCHING_PARENT("NoMatchingParent"),
    /** Another object says something that cannot hold together with it. */
    CONFLICTED("Conflicted"),
    BACKEND_NOT_FOUND("BackendNotFound"),
    INVALID_KIND("InvalidKind"),
    UNSUPPORTED_PROTOCOL("UnsupportedProtocol");

    private final String display;

    Reason(String display) {
      this.display = display;
    }

    public String display() {
      return display;
    }
  }
}
