package io.heddle.perf.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** Certificates of a fixed date. */
final class Keys {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private Keys() {}

  static MeshKeys write(Path folder) throws IOException {
    return MeshKeys.write(folder, () -> NOW, new SecureRandom());
  }
}
