package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What admits a new workload instance: {@code heddle1.<id>.<secret>.<pin>}.
 *
 * @param pin of the authority of the mesh that it admits to
 */
public record JoinToken(String id, String secret, KeyHash pin) {
  private static final Pattern FORM =
      Pattern.compile("heddle1\\.([a-z2-7]{10})\\.([A-Za-z0-9_-]{43})\\.([A-Za-z0-9_-]{43})");
  private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz234567";

  static JoinToken random(KeyHash pin, SecureRandom random) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
    }
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return new JoinToken(id.toString(), base64(secret), pin);
  }

  static JoinToken parse(String text) throws RefusedException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new RefusedException(
          RefusalReason.TOKEN_MALFORMED,
          "join token: "
              + text.length()
              + " characters that are no token (expected: heddle1.<id>.<secret>.<pin>)");
    }
    return new JoinToken(matcher.group(1), matcher.group(2), new KeyHash(matcher.group(3)));
  }

  /** With its secret: for the one that it is made for. */
  public String text() {
    return "heddle1." + id + "." + secret + "." + pin;
  }

  String secretHash() {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  boolean hasSecretHash(String expected) {
    return MessageDigest.isEqual(
        secretHash().getBytes(StandardCharsets.US_ASCII),
        expected.getBytes(StandardCharsets.US_ASCII));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "join token " + id;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
