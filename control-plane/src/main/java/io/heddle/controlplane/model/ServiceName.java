package io.heddle.controlplane.model;

/** A Service's name. */
public record ServiceName(String namespace, String name) implements Comparable<ServiceName> {
  /** {@code catalog.shop.svc.cluster.local}. */
  public String host() {
    return name + "." + namespace + ".svc.cluster.local";
  }

  @Override
  public int compareTo(ServiceName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
