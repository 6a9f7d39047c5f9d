package io.heddle.proxy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of the application that the mesh can reach.
 *
 * @param name of the Service's named target port; may be empty
 * @param meshPort 0: any free one
 */
public record InboundSpec(String name, int applicationPort, int meshPort) {
  private static final Pattern FORM =
      Pattern.compile("(?:([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?):)?(\\d{1,5})(?:=(\\d{1,5}))?");

  public InboundSpec {
    if (applicationPort < 1 || applicationPort > 65_535) {
      throw new IllegalArgumentException(
          "application port: " + applicationPort + " (expected: 1-65535)");
    }
    if (meshPort < 0 || meshPort > 65_535) {
      throw new IllegalArgumentException("mesh port: " + meshPort + " (expected: 0-65535)");
    }
  }

  static InboundSpec parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("inbound: " + text + " (expected: [NAME:]APP[=PORT])");
    }
    String name = matcher.group(1);
    String port = matcher.group(3);
    return new InboundSpec(
        name == null ? "" : name,
        Integer.parseInt(matcher.group(2)),
        port == null ? 0 : Integer.parseInt(port));
  }
}
