package io.heddle.proxy.xds;

import io.heddle.certs.KeyHash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lets an instance join the mesh for the first time.
 *
 * @param text as it was given
 * @param pin of the mesh's root
 */
public record JoinToken(String text, KeyHash pin) {
  private static final Pattern FORM =
      Pattern.compile("heddle1\\.[a-z2-7]{10}\\.[A-Za-z0-9_-]{43}\\.([A-Za-z0-9_-]{43})");

  public static JoinToken parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      // The token itself is a secret.
      throw new IllegalArgumentException(
          "join token: "
              + text.length()
              + " characters (expected: heddle1.<id>.<secret>.<pin>, as `heddle token create`"
              + " prints it)");
    }
    return new JoinToken(text.strip(), new KeyHash(matcher.group(1)));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "JoinToken[" + text.substring(0, "heddle1.".length() + 10) + "]";
  }
}
