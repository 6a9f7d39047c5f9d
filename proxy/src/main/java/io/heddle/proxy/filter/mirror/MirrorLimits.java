package io.heddle.proxy.filter.mirror;

/**
 * How much the copies of one event loop may take.
 *
 * @param inFlight copies that are received or under way at a time
 * @param bodyBytes of one copy's body
 */
public record MirrorLimits(int inFlight, int bodyBytes) {
  public static final MirrorLimits DEFAULT = new MirrorLimits(100, 64 * 1024);

  public MirrorLimits {
    if (inFlight < 1 || bodyBytes < 0) {
      throw new IllegalArgumentException(
          "mirrors: " + inFlight + " of " + bodyBytes + " bytes (expected: >= 1 of >= 0)");
    }
  }
}
