package io.heddle.controlplane.xds;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Makes versions out of contents. */
final class ContentVersion {
  private static final int BYTES = 8;

  private ContentVersion() {}

  static String of(byte[] content) {
    return shortened(sha256().digest(content));
  }

  /** The version of a whole response. */
  static String of(List<EncodedResource> resources) {
    MessageDigest digest = sha256();
    for (EncodedResource resource : resources) {
      digest.update(resource.name().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(resource.version().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return shortened(digest.digest());
  }

  private static String shortened(byte[] hash) {
    return HexFormat.of().formatHex(hash, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256: absent (expected: every Java platform has it)", e);
    }
  }
}
