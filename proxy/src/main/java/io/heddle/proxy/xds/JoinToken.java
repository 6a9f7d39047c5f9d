package io.heddle.proxy.xds;

import io.heddle.certs.KeyHash;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lets an instance join the mesh for the first time.
 *
 * @param text as it was given
 * @param pins one of them is that of the mesh's root: while that is replaced there are two
 */
public record JoinToken(String text, List<KeyHash> pins) {
  private static final Pattern FORM =
      Pattern.compile("heddle1\\.[a-z2-7]{10}\\.[A-Za-z0-9_-]{43}((?:\\.[A-Za-z0-9_-]{43}){1,2})");

  public JoinToken {
    pins = List.copyOf(pins);
  }

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
    List<KeyHash> pins =
        Arrays.stream(matcher.group(1).substring(1).split("\\.", -1)).map(KeyHash::new).toList();
    return new JoinToken(text.strip(), pins);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "JoinToken[" + text.substring(0, "heddle1.".length() + 10) + "]";
  }
}
