package io.heddle.controlplane.identity;

import io.heddle.certs.KeyHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What admits a new workload instance: {@code heddle1.<id>.<secret>.<pin>}, with a second pin while
 * the root is replaced.
 *
 * @param pins of the roots, one of which the mesh that it admits to shows
 */
public record JoinToken(String id, String secret, List<KeyHash> pins) {
  private static final int MAX_PINS = 2;
  private static final Pattern FORM =
      Pattern.compile(
          "heddle1\\.([a-z2-7]{10})\\.([A-Za-z0-9_-]{43})((?:\\.[A-Za-z0-9_-]{43}){1,2})");
  private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz234567";

  public JoinToken {
    pins = List.copyOf(pins);
    if (pins.isEmpty() || pins.size() > MAX_PINS) {
      throw new IllegalArgumentException(
          "pins: " + pins.size() + " (expected: 1-" + MAX_PINS + ")");
    }
  }

  static JoinToken random(List<KeyHash> pins, SecureRandom random) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
    }
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return new JoinToken(id.toString(), base64(secret), pins);
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
    List<KeyHash> pins =
        Arrays.stream(matcher.group(3).substring(1).split("\\.", -1)).map(KeyHash::new).toList();
    return new JoinToken(matcher.group(1), matcher.group(2), pins);
  }

  /** With its secret: for the one that it is made for. */
  public String text() {
    return "heddle1." + id + "." + secret + "." + joined(pins, ".");
  }

  static String joined(List<KeyHash> pins, String separator) {
    return pins.stream().map(KeyHash::text).collect(Collectors.joining(separator));
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
