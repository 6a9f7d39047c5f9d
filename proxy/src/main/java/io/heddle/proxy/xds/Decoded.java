package io.heddle.proxy.xds;

/** The outcome of reading one resource. */
sealed interface Decoded {
  record Accepted(Resource resource) implements Decoded {}

  /**
   * It cannot be honoured.
   *
   * @param reason names the field, its value and what is expected
   */
  record Rejected(String reason) implements Decoded {}
}
