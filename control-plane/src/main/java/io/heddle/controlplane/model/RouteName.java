package io.heddle.controlplane.model;

/** A route's name. */
public record RouteName(String namespace, String name) implements Comparable<RouteName> {
  @Override
  public int compareTo(RouteName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
