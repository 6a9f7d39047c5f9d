package io.heddle.proxy.memory;

import io.netty.util.internal.PlatformDependent;

/**
 * What memory there is for buffers.
 *
 * @param directBytes direct memory of the process
 */
public record MemorySettings(long directBytes) {
  public MemorySettings {
    if (directBytes < 1) {
      throw new IllegalArgumentException("directBytes: " + directBytes + " (expected: >= 1)");
    }
  }

  /** All direct memory that this JVM may use. */
  public static MemorySettings ofThisJvm() {
    return new MemorySettings(PlatformDependent.maxDirectMemory());
  }

  /** How many bytes may be held; the rest is for what allocators lose and what nobody counts. */
  long boundBytes() {
    return directBytes - directBytes / 4;
  }
}
