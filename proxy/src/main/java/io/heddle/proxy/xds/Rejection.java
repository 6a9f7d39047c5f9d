package io.heddle.proxy.xds;

/** A resource that cannot be honoured, and why. */
record Rejection(ResourceKey key, String reason) {
  @Override
  public String toString() {
    return key + ": " + reason;
  }
}
