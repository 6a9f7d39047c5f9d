package io.heddle.certs;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Names a public key: the SHA-256 of its SubjectPublicKeyInfo.
 *
 * @param text unpadded base64url
 */
public record KeyHash(String text) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  public KeyHash {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "key hash: " + text.length() + " characters (expected: 43 of base64url)");
    }
  }

  public static KeyHash of(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return new KeyHash(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
