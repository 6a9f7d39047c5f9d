package io.heddle.controlplane.model;

import java.util.Comparator;

/**
 * What is wrong with something that a user wrote, and where.
 *
 * @param field path inside the object; empty: the object as a whole
 * @param suggestion what was probably meant; empty when nobody can guess
 */
public record Problem(
    Reason reason, Place place, About object, String field, String message, String suggestion) {
  /** The order of files and lines. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.<Problem, String>comparing(problem -> problem.place().file())
          .thenComparingInt(problem -> problem.place().line());

  public boolean isError() {
    return reason != Reason.IGNORED && reason != Reason.NEVER_USED;
  }

  /** {@code routes.yaml:14 HTTPRoute/shop spec.rules[0]: what is wrong (did you mean "that"?)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(place.toString());
    if (object.isKnown()) {
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

  /** The object that has the problem. What cannot be told of it is empty. */
  public record About(String kind, String namespace, String name) {
    public static final About NOTHING = new About("", "", "");

    /** An object that has no name, or none that can be read. */
    public static About someOf(Kind kind) {
      return new About(kind.display(), "", "");
    }

    public static About of(ObjectName name) {
      return new About(name.kind().display(), name.namespace(), name.name());
    }

    public boolean isKnown() {
      return !kind.isEmpty();
    }

    /** {@code HTTPRoute/shop}, with the namespace in the middle when it is not the default one. */
    @Override
    public String toString() {
      return name.isEmpty() ? kind : ObjectName.shown(kind, namespace, name);
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
    /** Something else always goes first; the rest is in force. */
    NEVER_USED("NeverUsed"),
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
