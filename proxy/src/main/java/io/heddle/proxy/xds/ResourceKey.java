package io.heddle.proxy.xds;

/** What names a resource. */
record ResourceKey(ResourceType type, String name) {
  @Override
  public String toString() {
    return type.kind() + " " + name;
  }
}
