package io.heddle.controlplane.files;

import java.util.regex.Pattern;

/** The names that Kubernetes allows. */
final class Names {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern PORT_NAME = Pattern.compile("(?=.*[a-z])[a-z0-9](-?[a-z0-9])*");

  private Names() {}

  /** A namespace or a service: at most 63 of a-z, 0-9 and inner dashes. */
  static String label(Field field) {
    return checked(field, LABEL, 63, "a-z, 0-9 and inner -, at most 63");
  }

  /** Like {@link #label}, for a name that is the key of {@code field}. */
  static void checkLabel(Field field, String name) {
    if (name.length() > 63 || !LABEL.matcher(name).matches()) {
      String message = "\"" + name + "\" (expected: a-z, 0-9 and inner -, at most 63)";
      field.report().invalid(field, message);
    }
  }

  /** Any other object. */
  static String subdomain(Field field) {
    return checked(field, SUBDOMAIN, 253, "a-z, 0-9, inner - and ., at most 253");
  }

  static String portName(Field field) {
    return checked(field, PORT_NAME, 15, "a-z, 0-9 and inner -, at least one letter, at most 15");
  }

  private static String checked(Field field, Pattern pattern, int max, String expected) {
    String text = field.string();
    boolean fits = text.length() <= max && pattern.matcher(text).matches();
    // What is not a string has been reported already.
    if (!fits && (!text.isEmpty() || field.shown().equals("\"\""))) {
      field.report().invalid(field, field.shown() + " (expected: " + expected + ")");
    }
    return text;
  }
}
