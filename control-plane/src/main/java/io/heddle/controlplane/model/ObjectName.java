package io.heddle.controlplane.model;

import java.util.Comparator;

/** What names an object that a user wrote. */
public record ObjectName(Kind kind, String namespace, String name)
    implements Comparable<ObjectName> {
  public static final String DEFAULT_NAMESPACE = "default";

  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::kind)
          .thenComparing(ObjectName::namespace)
          .thenComparing(ObjectName::name);

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  /** {@code HTTPRoute/shop}, with the namespace in the middle when it is not the default one. */
  @Override
  public String toString() {
    return shown(kind.display(), namespace, name);
  }

  static String shown(String kind, String namespace, String name) {
    String place = namespace.equals(DEFAULT_NAMESPACE) ? "" : namespace + "/";
    return kind + "/" + place + name;
  }
}
