package io.heddle.proxy.http.head;

/** How large a head may be. */
public record HeadLimits(int maxBytes, int maxFields, int maxFirstLineBytes) {
  public static final HeadLimits DEFAULT = new HeadLimits(60 * 1024, 100, 8 * 1024);

  public HeadLimits {
    if (maxBytes < 1 || maxFields < 1 || maxFirstLineBytes < 1) {
      throw new IllegalArgumentException(
          "head limits: %d bytes, %d fields, %d bytes of first line (expected: >= 1)"
              .formatted(maxBytes, maxFields, maxFirstLineBytes));
    }
  }

  public HeadLimits withMaxBytes(int bytes) {
    return new HeadLimits(bytes, maxFields, maxFirstLineBytes);
  }
}
