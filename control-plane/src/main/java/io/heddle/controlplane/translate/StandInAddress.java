package io.heddle.controlplane.translate;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * An IP address for a name that has none, always the same one, from a range that no network uses
 * (240.0.0.0/5). An Envoy takes no two listeners of one address, not even if it binds neither.
 */
final class StandInAddress {
  private StandInAddress() {}

  static String of(String host) {
    CRC32C checksum = new CRC32C();
    checksum.update(host.getBytes(StandardCharsets.UTF_8));
    long bits = checksum.getValue();
    return "%d.%d.%d.%d"
        .formatted(240 + (bits >> 24 & 0x07), bits >> 16 & 0xff, bits >> 8 & 0xff, bits & 0xff);
  }
}
